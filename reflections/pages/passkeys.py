"""Pages on which somebody shows that it is them: by a passkey, by the step after the password, and once more."""

from typing import Any

from allauth.account.stages import LoginStage, LoginStageController
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from reflections.pages.door_views import METHODS
from reflections.people.allauth import note_wish
from reflections.people.factor_forms import ConfirmCodeForm, ConfirmPasswordForm, StepForm
from reflections.people.models import Person
from reflections.people.second_factor import factors
from reflections.people.who import guest, me


def no_match() -> str:
    """What somebody is told whose passkey is not taken."""
    return _("This passkey does not belong to an account here, or this page was open for too long. Try again.")


def by_script(request: HttpRequest) -> bool:
    """Whether the script of a page asks for a challenge."""
    return request.headers.get("Accept") == "application/json"


def no_account(person: Person) -> HttpResponse | None:
    """The way to an account for somebody who has none, or to a password where nothing could show that it is them."""
    if person.is_guest:
        return redirect("account_keep")
    return None if person.has_usable_password() or factors(person).exists() else redirect("account_reset_code")


class HasAccount(View):
    """For accounts alone."""

    http_method_names = METHODS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or the way to an account."""
        return no_account(me(request)) or super().dispatch(request, *args, **kwargs)


class AsksPasskey(FormView):
    """A page of allauth's on which a passkey is made or used.

    allauth makes the challenge whenever the page is shown. It is kept in the session, and showing a page changes no row
    here: so the script asks for it by a POST, when somebody presses the button.
    """

    http_method_names = METHODS

    def challenge(self) -> dict[str, Any]:
        """What the browser is to sign, as the options that the script hands to it."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The challenge for a script, or what the form is for."""
        if by_script(request):
            return JsonResponse(self.challenge())
        return super().post(request, *args, **kwargs)


class PasskeySignIn(AsksPasskey, LoginWebAuthnView):
    """Sign in with a passkey: no name, no password, no second step."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has signed in already goes on."""
        if request.user.is_authenticated and not guest(request):
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def challenge(self) -> dict[str, Any]:
        """For whichever passkey of this place somebody has."""
        return {"get": begin_authentication(None)["publicKey"]}

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in; what a guest wrote comes along if they want."""
        note_wish(self.request, "bring" in self.request.POST)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the sign-in page, and why."""
        messages.error(self.request, no_match())
        return redirect("account_login")


@method_decorator(sensitive_post_parameters("code"), name="dispatch")
class SecondStep(AsksPasskey):
    """The step after the password, for an account that has one. Whoever came as a guest is one until it is done."""

    template_name = "account/factors/step.html"
    stage: LoginStage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, for whoever has given a password and nothing more."""
        stage = LoginStageController.enter(request, AuthenticateStage.key)
        if stage is None or (request.user.is_authenticated and not guest(request)):
            return redirect("account_login")
        self.stage = stage
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> Person:
        """Who gave the password."""
        return self.stage.login.user

    def challenge(self) -> dict[str, Any]:
        """For the passkeys of this person."""
        return {"get": begin_authentication(self.person)["publicKey"]}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on, or begin again."""
        return self.stage.abort() if "again" in request.POST else super().post(request, *args, **kwargs)

    def get_form_class(self) -> Any:
        """The form for what was given: a code, or what a passkey signed."""
        return AuthenticateWebAuthnForm if self.request.POST.get("credential") else StepForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose code it has to be."""
        return {**super().get_form_kwargs(), "user": self.person}

    def form_valid(self, form: Any) -> HttpResponse:
        """All steps are done: signed in."""
        form.save()
        return self.stage.exit()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form for a code, whatever was given, and which other ways there are."""
        context = super().get_context_data(**kwargs)
        types = {row.type for row in factors(self.person)}
        if isinstance(context["form"], AuthenticateWebAuthnForm):
            context |= {"form": StepForm(user=self.person), "refused": no_match()}
        return context | {"has_app": "totp" in types, "has_passkey": "webauthn" in types}


@method_decorator(sensitive_post_parameters("password", "code"), name="dispatch")
class Confirm(AsksPasskey, HasAccount, BaseReauthenticateView):
    """Before something that a passer-by must not do at an open browser: show once more that it is you."""

    template_name = "account/factors/confirm.html"

    def challenge(self) -> dict[str, Any]:
        """For the passkeys of whoever asks."""
        return {"get": begin_authentication(me(self.request))["publicKey"]}

    def get_form_class(self) -> Any:
        """The form for what was given."""
        given = self.request.POST
        if given.get("credential"):
            return ReauthenticateWebAuthnForm
        return ConfirmCodeForm if "code" in given else ConfirmPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who it has to be."""
        return {**super().get_form_kwargs(), "user": me(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        """On to where one was going, for the next five minutes without being asked."""
        form.save()
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A form for each way there is; the one that was sent says what was wrong with it."""
        context, person = super().get_context_data(**kwargs), me(self.request)
        form, types = context["form"], {row.type for row in factors(person)}
        forms: dict[str, Any] = {}
        if person.has_usable_password():
            forms["password"] = form if isinstance(form, ConfirmPasswordForm) else ConfirmPasswordForm(user=person)
        if types:
            forms["code"] = form if isinstance(form, ConfirmCodeForm) else ConfirmCodeForm(user=person)
        refused = no_match() if isinstance(form, ReauthenticateWebAuthnForm) else ""
        return context | {"forms": forms, "has_passkey": "webauthn" in types, "refused": refused}
