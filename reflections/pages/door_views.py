"""Sign-in, passwords and e-mail addresses: allauth's pages, where guests are people and no GET changes anything."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView

from reflections.pages.account_views import posted
from reflections.pages.holdings import bring_along
from reflections.people.forms import AddressForm, ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from reflections.people.models import Person
from reflections.people.who import guest, me


class SignIn(allauth.LoginView):
    """Sign in. A guest may do so too, and what they wrote comes along if they want."""

    form_class = SignInForm
    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has signed in already goes on to where they were going."""
        if request.user.is_authenticated and not guest(request):
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form, with a box to tick for a guest."""
        return {**super().get_form_kwargs(), "guest": guest(self.request) is not None}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Signed in; all of it or nothing."""
        writer = guest(self.request)
        with transaction.atomic():
            response = super().form_valid(form)
            person = self.request.user
            # Still the guest where something stands between password and account: a lock, later a second factor.
            if writer and form.cleaned_data["bring"] and isinstance(person, Person) and person != writer:
                bring_along(guest=writer, person=person)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`expired`: this browser knows a notebook that is no longer kept."""
        expired = SESSION_KEY in self.request.session and not self.request.user.is_authenticated
        more = {"guest": guest(self.request), "expired": expired, "days": settings.UNTOLD_GUEST_DAYS, **_mail()}
        return super().get_context_data(**kwargs) | more


def _mail() -> dict[str, bool]:
    return {"sends_mail": bool(settings.EMAIL_URL)}


class Forgotten(allauth.PasswordResetView):
    """A link by e-mail for a new password; where no e-mail is sent the page says so and names the codes."""

    form_class = ForgottenForm
    http_method_names = ("get", "head", "post")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the link, or say that there is none."""
        return super().post(request, *args, **kwargs) if settings.EMAIL_URL else redirect("account_reset_password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether e-mail is sent here."""
        return super().get_context_data(**kwargs) | _mail()


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="reset_password_from_key")
@sensitive_post_parameters("password1")
def new_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """A new password, after the link of an e-mail. Opening the link changes nothing: scanners open links too."""
    token = UserTokenForm({"uidb36": uidb36, "key": key})
    if not token.is_valid():
        return render(request, "account/password_reset_from_key.html", status=404)
    form = NewPasswordForm(posted(request), user=token.reset_user, temp_key=key)
    if form.is_valid():
        form.save()
        return finalize_password_reset(request, token.reset_user) or redirect("account_reset_password_from_key_done")
    return render(request, "account/password_reset_from_key.html", {"form": form})


class ForAccounts:
    """For people with a password; a guest is asked to choose one first."""

    http_method_names = ("get", "head", "post")

    def refuse(self, request: HttpRequest) -> HttpResponse | None:
        """The way to an account, for somebody without a password."""
        if me(request).has_usable_password():
            return None
        return redirect("account_keep" if guest(request) else "account_privacy")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the way to an account."""
        return self.refuse(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin: the view comes after it


class ChangePassword(ForAccounts, allauth.PasswordChangeView):
    """A new password in place of today's; other devices are signed out."""

    form_class = ChangePasswordForm


@method_decorator(rate_limit(action="manage_email"), name="dispatch")
class Addresses(ForAccounts, allauth.EmailView):
    """E-mail addresses: add, confirm, choose the first, remove."""

    form_class = AddressForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page. allauth would write rows on a GET here, for people made outside its forms."""
        self._did_send_verification_email = False
        if request.method == "POST":
            return super().dispatch(request, *args, **kwargs)
        return self.refuse(request) or FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether e-mail is sent here."""
        return super().get_context_data(**kwargs) | _mail()


class ConfirmAddress(allauth.ConfirmEmailView):
    """The link of an e-mail was opened: a button confirms the address. Nobody is signed out by it."""

    http_method_names = ("get", "head", "post")

    def logout_other_user(self, confirmation: Any) -> None:
        """Opening a link changes nothing."""
