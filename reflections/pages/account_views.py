"""The account: keep what a guest wrote, one-time codes, leaving."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reflections.pages.codes import codes_to_keep
from reflections.people import actions, known, slow_down
from reflections.people.allauth import add_address
from reflections.people.forms import CodeForm, PasswordForm, SignUpForm
from reflections.people.guests import sign_in
from reflections.people.models import Person
from reflections.people.names import tidy_name
from reflections.people.providers import offered
from reflections.people.second_factor import factors
from reflections.people.sessions import end_others, note_session
from reflections.people.who import guest, me, owner

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
    context |= {"account_days": settings.UNTOLD_ACCOUNT_DAYS, "providers": offered()}
    return render(request, template, context)


def _kept(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    """The account is there: its owner stays signed in, and sees the one-time codes this once."""
    name, password = form.cleaned_data["username"], form.cleaned_data["password1"]
    if person := guest(request):
        actions.keep_account(person=person, username=name, password=password)
        response = arrive(request, person, new=False)
    else:
        person = actions.make_account(username=name, password=password)
        response = arrive(request, person, new=True)
    add_address(request, person, form.cleaned_data.get("email", ""))
    return response


def arrive(request: HttpRequest, person: Person, *, new: bool) -> HttpResponse:
    """Signed in to an account that was just made, `new` or of a guest's notebook: its codes, shown this once."""
    if new:
        sign_in(request, person)
    else:
        update_session_auth_hash(request, person)
    note_session(request)
    response = _show_codes(request, person)
    known.remember(request, response, person)
    return response


def _show_codes(request: HttpRequest, person: Person) -> HttpResponse:
    kept = codes_to_keep(_("One-time codes, for a new password"), actions.new_reset_codes(person))
    return render(request, "account/codes.html", {**kept, "name": person.username})


@page
@rate_limit(action="change_password")
@sensitive_post_parameters("password")
def codes(request: HttpRequest) -> HttpResponse:
    """Fresh one-time codes, for somebody who knows the password."""
    person = me(request)
    if not person.has_usable_password():
        return redirect("account_keep" if person.is_guest else "account_reset_code")
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
        try:
            return _new_password_by_code(request, **form.cleaned_data)
        except actions.CodeRefused:
            form.add_error(None, _("This name and this code do not belong together, or the code was used before."))
        except slow_down.Wait as wait:
            form.add_error(None, wait)
    return render(request, "account/reset_code.html", {"form": form, "sends_mail": bool(settings.EMAIL_URL)})


def _new_password_by_code(request: HttpRequest, username: str, code: str, password1: str) -> HttpResponse:
    """Set it, or raise `CodeRefused`, or `Wait`. Whoever had a code is no stranger in this browser any more."""
    name = tidy_name(username)
    tries = slow_down.Tries(request, slow_down.RESET_CODE, name)
    tries.begin()
    person = actions.use_reset_code(username=name, code=code, password=password1)
    tries.forgive()
    return new_password_set(request, person)


def new_password_set(request: HttpRequest, person: Person) -> HttpResponse:
    """After a code or a link: every session ends, the owner is told, and strangers' guesses count no more.

    Who has a second factor has not shown it yet: this browser becomes known once they sign in.
    """
    end_others(person, None)
    slow_down.forgive(str(person.username))
    finalize_password_reset(request, person)
    response = redirect("account_reset_password_from_key_done")
    if not factors(person).exists():
        known.remember(request, response, person)
    return response


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
    context = {"owner": owner(request.user)}
    if request.method != "POST":
        return render(request, template, context)
    logout(request)
    return render(request, "account/left.html", context)
