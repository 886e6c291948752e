"""The account: keep what a guest wrote, one-time codes, what is held, leaving, deleting."""

import datetime as dt

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from reflections.journal.page import owner
from reflections.pages.holdings import PURPOSES, forget_everything, holdings
from reflections.people import actions
from reflections.people.allauth import add_address
from reflections.people.forms import CodeForm, PasswordForm, SignUpForm, SureForm
from reflections.people.models import Person
from reflections.people.names import tidy_name
from reflections.people.who import guest, me

GUEST_BACKEND = "django.contrib.auth.backends.ModelBackend"

page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, even if that is nothing."""
    return request.POST if request.method == "POST" else None


@page
@rate_limit(action="signup")
@sensitive_post_parameters("password1")
def sign_up(request: HttpRequest) -> HttpResponse:
    """A name and a password for somebody who has written nothing here."""
    if request.user.is_authenticated:
        return redirect("account_keep" if guest(request) else "journal")
    return _name_and_password(request, "account/signup.html")


@page
@rate_limit(action="signup")
@sensitive_post_parameters("password1")
def keep(request: HttpRequest) -> HttpResponse:
    """A name and a password for a guest: the notebook is the same one, and opens on any device."""
    return _name_and_password(request, "account/keep.html") if guest(request) else redirect("account_privacy")


def _name_and_password(request: HttpRequest, template: str) -> HttpResponse:
    form = SignUpForm(posted(request))
    if form.is_valid():
        try:
            return _kept(request, form)
        except actions.NameTaken:
            form.add_error("username", get_adapter().error_messages["username_taken"])
    context = {"form": form, "sends_mail": bool(settings.EMAIL_URL), "days": settings.UNTOLD_GUEST_DAYS}
    return render(request, template, context)


def _kept(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    """The account is there: its owner stays signed in, and sees the one-time codes this once."""
    name, password = form.cleaned_data["username"], form.cleaned_data["password1"]
    if person := guest(request):
        actions.keep_account(person=person, username=name, password=password)
        update_session_auth_hash(request, person)
    else:
        person = actions.make_account(username=name, password=password)
        login(request, person, backend=GUEST_BACKEND)
    add_address(request, person, form.cleaned_data.get("email", ""))
    return _show_codes(request, person)


def _show_codes(request: HttpRequest, person: Person) -> HttpResponse:
    codes = actions.new_reset_codes(person)
    return render(request, "account/codes.html", {"codes": codes, "name": person.username})


@page
@rate_limit(action="change_password")
@sensitive_post_parameters("password")
def codes(request: HttpRequest) -> HttpResponse:
    """Fresh one-time codes, for somebody who knows the password."""
    person = me(request)
    if person.is_guest:
        return redirect("account_keep")
    form = PasswordForm(posted(request), person=person)
    if form.is_valid():
        return _show_codes(request, person)
    return render(request, "account/new_codes.html", {"form": form, "left": actions.codes_left(person)})


@page
@rate_limit(action="reset_code")
@sensitive_post_parameters("code", "password1")
def reset_code(request: HttpRequest) -> HttpResponse:
    """A new password by a one-time code. Whoever is told no is told it in the same words."""
    form = CodeForm(posted(request))
    if form.is_valid():
        name = tidy_name(form.cleaned_data["username"])
        if refused := ratelimit.consume_or_429(request, action="reset_code_name", key=name):
            return refused
        try:
            actions.use_reset_code(
                username=name, code=form.cleaned_data["code"], password=form.cleaned_data["password1"]
            )
            get_adapter().forgive_tries(request, name)
            return redirect("account_reset_password_from_key_done")
        except actions.CodeRefused:
            form.add_error(None, _("This name and this code do not belong together, or the code was used before."))
    return render(request, "account/reset_code.html", {"form": form, "sends_mail": bool(settings.EMAIL_URL)})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Everything that is held about me, to see, to take along, to delete."""
    person = me(request)
    consents = [(PURPOSES.get(each.purpose, each.purpose), each) for each in person.consents.order_by("given_at")]
    context = {"holdings": holdings(person), "consents": consents, "until": _until(person)}
    return render(request, "account/privacy.html", context)


def _until(person: Person) -> dt.date:
    """The last day a guest's notebook is kept, if they do not come back."""
    return person.last_seen + dt.timedelta(days=settings.UNTOLD_GUEST_DAYS)


@page
def delete(request: HttpRequest) -> HttpResponse:
    """Everything goes, after a copy was offered and a box was ticked."""
    form = SureForm(posted(request))
    if form.is_valid():
        forget_everything(me(request))
        logout(request)
        return render(request, "account/gone.html")
    going = [each for each in holdings(me(request)) if each.count]
    return render(request, "account/delete.html", {"form": form, "holdings": going})


@page
def log_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the page asks first when this browser holds text that was not sent."""
    if guest(request):
        return redirect("account_close")
    if not request.user.is_authenticated and request.method != "POST":
        return redirect("home")
    return _leave(request, "account/logout.html")


@page
def close(request: HttpRequest) -> HttpResponse:
    """Close a guest's notebook on this device, after the link was offered that opens it again."""
    return _leave(request, "account/close.html") if guest(request) else redirect("account_logout")


def _leave(request: HttpRequest, template: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, template, {"owner": owner(request.user)})
    logout(request)
    return render(request, "account/left.html")
