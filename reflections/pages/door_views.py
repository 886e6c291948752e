"""Sign-in, passwords and e-mail addresses: allauth's pages, where guests are people and no GET changes anything."""

from typing import Any

from allauth.account import views as allauth
from allauth.account.forms import UserTokenForm
from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from reflections.pages.account_views import new_password_set, page, posted
from reflections.people.allauth import note_wish
from reflections.people.forms import (
    AddressForm,
    BringForm,
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    SignInForm,
)
from reflections.people.providers import offered
from reflections.people.sessions import end_others
from reflections.people.who import guest, me

METHODS = ["get", "head", "post"]


def _mail() -> dict[str, bool]:
    return {"sends_mail": bool(settings.EMAIL_URL)}


class WayIn(RedirectAuthenticatedUserMixin, FormView):
    """A way to sign in. A guest may do so too, and what they wrote comes along if they want."""

    http_method_names = METHODS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has signed in already goes on to where they were going."""
        if request.user.is_authenticated and not guest(request):
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form, with a box to tick for a guest."""
        return {**super().get_form_kwargs(), "guest": guest(self.request) is not None}

    def form_valid(self, form: BringForm) -> HttpResponse:
        """Signed in, or on to the next step."""
        note_wish(self.request, form.cleaned_data.get("bring", True))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether e-mail is sent here."""
        return super().get_context_data(**kwargs) | _mail()


class SignIn(WayIn, allauth.LoginView):
    """Sign in by a password."""

    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`expired`: this browser knows a notebook that is no longer kept."""
        expired = SESSION_KEY in self.request.session and not self.request.user.is_authenticated
        more = {"guest": guest(self.request), "expired": expired, "days": settings.UNTOLD_GUEST_DAYS}
        return super().get_context_data(**kwargs) | more | {"providers": offered()}


class Forgotten(allauth.PasswordResetView):
    """A link by e-mail for a new password; where no e-mail is sent the page says so and names the codes."""

    form_class = ForgottenForm
    http_method_names = METHODS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the link, or say that there is none."""
        return super().post(request, *args, **kwargs) if settings.EMAIL_URL else redirect("account_reset_password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether e-mail is sent here."""
        return super().get_context_data(**kwargs) | _mail()


@page
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
        return new_password_set(request, token.reset_user)
    return render(request, "account/password_reset_from_key.html", {"form": form})


class HasPassword(View):
    """For people with a password; a guest is asked to choose one first."""

    http_method_names = METHODS

    def refuse(self, request: HttpRequest) -> HttpResponse | None:
        """The way to an account, for somebody without a password."""
        if me(request).has_usable_password():
            return None
        return redirect("account_keep" if guest(request) else "account_privacy")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the way to an account."""
        return self.refuse(request) or super().dispatch(request, *args, **kwargs)


class ChangePassword(HasPassword, allauth.PasswordChangeView):
    """A new password in place of today's; other devices are signed out."""

    form_class = ChangePasswordForm

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Set, and every session but this one is over."""
        response = super().form_valid(form)
        end_others(me(self.request), self.request.session.session_key)
        return response


@method_decorator(rate_limit(action="manage_email"), name="dispatch")
class Addresses(HasPassword, allauth.EmailView):
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

    http_method_names = METHODS

    def logout_other_user(self, confirmation: Any) -> None:
        """Opening a link changes nothing."""
