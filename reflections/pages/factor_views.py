"""Passkeys, the authenticator app and recovery codes: what somebody has, adds, renames and takes away."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import can_generate_recovery_codes, generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.internal.flows import add_authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from reflections.pages.account_views import page, posted
from reflections.pages.codes import codes_to_keep
from reflections.pages.passkeys import AsksPasskey, HasAccount, by_script, no_account
from reflections.people.actions import codes_left
from reflections.people.factor_forms import AppForm, PasskeyForm, RenameForm
from reflections.people.second_factor import factors, recovery_codes
from reflections.people.who import me
from reflections.workshops.screen import qr_svg

OVERVIEW = reverse_lazy("mfa_index")
TYPE = Authenticator.Type


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What lets somebody in, what stands in for it when it is lost, and how much of that is left."""
    person = me(request)
    if way := no_account(person):
        return way
    rows = list(factors(person))
    context = {
        "passkeys": [row for row in rows if row.type == TYPE.WEBAUTHN],
        "app": next((row for row in rows if row.type == TYPE.TOTP), None),
        "recovery_left": len(recovery_codes(person)),
        "codes_left": codes_left(person),
        "sends_mail": bool(settings.EMAIL_URL),
    }
    return render(request, "account/factors/overview.html", context)


class AddPasskey(AsksPasskey, HasAccount, AddWebAuthnView):
    """One more passkey. With the first factor come recovery codes, shown this once."""

    form_class = PasskeyForm
    template_name = "account/factors/passkey_add.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; a script is told when somebody has to show first that it is them, and loads it again."""
        if by_script(request) and not did_recently_reauthenticate(request):
            return JsonResponse({}, status=401)
        return super().dispatch(request, *args, **kwargs)

    def challenge(self) -> dict[str, Any]:
        """For a passkey that signs in by itself: the device knows whose it is, and wants a finger, a face or a PIN."""
        return {"create": begin_registration(me(self.request), passwordless=True)["publicKey"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without allauth's challenge, which would be kept by a GET."""
        return FormView.get_context_data(self, **kwargs)

    def form_valid(self, form: PasskeyForm) -> HttpResponse:
        """It is there."""
        with transaction.atomic():
            _passkey, codes = add_authenticator(self.request, **form.cleaned_data)
        return show_codes(self.request) if codes else redirect(OVERVIEW)


class RenamePasskey(HasAccount, EditWebAuthnView):
    """Another name for a passkey."""

    form_class = RenameForm
    template_name = "account/factors/passkey.html"
    success_url = OVERVIEW


class RemovePasskey(HasAccount, RemoveWebAuthnView):
    """Take a passkey away, after asking."""

    template_name = "account/factors/remove.html"
    success_url = OVERVIEW


class RemoveApp(HasAccount, DeactivateTOTPView):
    """Take the authenticator app away, after asking."""

    template_name = "account/factors/remove.html"
    success_url = OVERVIEW


@page
@reauthentication_required(app="allauth.mfa")
def add_app(request: HttpRequest) -> HttpResponse:
    """An authenticator app: its secret as a square and as text, and a first code from it."""
    person = me(request)
    if way := no_account(person):
        return way
    if factors(person).filter(type=TYPE.TOTP).exists():
        return redirect(OVERVIEW)
    form = AppForm(posted(request), person=person)
    if form.is_valid():
        _app, codes = activate_totp(request, form)
        return show_codes(request) if codes else redirect(OVERVIEW)
    address = get_adapter().build_totp_url(person, form.secret)
    square = qr_svg(address, _("The secret as a square, for the camera of the app"))
    return render(request, "account/factors/app.html", {"form": form, "qr": square, "address": address})


@page
@reauthentication_required(app="allauth.mfa")
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Fresh recovery codes in place of the old ones."""
    person = me(request)
    if not can_generate_recovery_codes(person):
        return no_account(person) or redirect(OVERVIEW)
    if request.method == "POST":
        generate_recovery_codes(request)
        return show_codes(request)
    return render(request, "account/factors/new_codes.html", {"left": len(recovery_codes(person))})


def show_codes(request: HttpRequest) -> HttpResponse:
    """Fresh recovery codes, this once, with a way to keep them."""
    codes = recovery_codes(me(request))
    context = codes_to_keep(_("Recovery codes, in place of a passkey or the app"), codes)
    return render(request, "account/factors/codes.html", context)
