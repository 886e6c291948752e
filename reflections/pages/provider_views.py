"""Sign in with ORCID or the host's own sign-in (OpenID Connect), where a host has set it up; elsewhere, 404.

Each step that changes something is a button: on to the provider, and, back from there, sign in. The way there is a
link on a page of ours, since a form may lead nowhere else (the content security policy's `form-action`).
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.internal.flows.signup import clear_pending_signup, get_pending_signup
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from reflections.pages.account_views import arrive, page, posted
from reflections.pages.passkeys import no_account
from reflections.people import actions
from reflections.people.allauth import note_wish
from reflections.people.forms import PasswordForm
from reflections.people.forms_without_password import NameForm
from reflections.people.models import Person
from reflections.people.providers import OnlyWayIn, connected, disconnect, offered
from reflections.people.who import guest, me, step_aside

type View = Callable[..., HttpResponse]
UNUSABLE = (RequestException, KeyError, ValueError)
"""What reading an answer of a provider can end in: it is down, or it said something else than the standard has."""


def where_offered(view: View) -> View:
    """The view where this provider, or any, is set up; elsewhere there is no such page."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not offered() or kwargs.get("provider_id", next(iter(offered()))) not in offered():
            raise Http404
        return view(request, **kwargs)

    return wrapped


@where_offered
@require_POST
@rate_limit(action="provider")
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to a provider, to sign in with it."""
    if request.user.is_authenticated and not guest(request):
        return redirect("socialaccount_connections")
    return _onward(request, provider_id, AuthProcess.LOGIN)


def _onward(request: HttpRequest, provider_id: str, process: str) -> HttpResponse:
    """The page with the way to the provider, which brings back the state that is noted in the session here."""
    provider = get_adapter().get_provider(request, provider_id)
    try:
        there = provider.redirect(request, process=process, next_url=get_next_redirect_url(request)).url
    except UNUSABLE:
        return _failed(request, provider_id, 503)
    context = {"name": provider.name, "there": there, "connects": process == AuthProcess.CONNECT}
    return render(request, "account/with_onward.html", context)


def _failed(request: HttpRequest, provider_id: str, status: int) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", {"name": offered()[provider_id]}, status=status)


@where_offered
@page
@rate_limit(action="provider")
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from a provider. Opening the page asks it nothing yet and changes nothing; its button does."""
    if request.method == "POST":
        return _arrived(request, provider_id)
    if request.GET.get("error") == "access_denied":
        return redirect("socialaccount_login_cancelled")
    state = statekit.get_states(request).get(request.GET.get("state", ""))
    if "code" not in request.GET or not state or state[2] != provider_id:
        return _failed(request, provider_id, 400)
    context = {"name": offered()[provider_id], "connects": state[0]["process"] == AuthProcess.CONNECT}
    return render(request, "account/with_back.html", {**context, "bring": guest(request) is not None})


def _arrived(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Signed in, connected, or on to choose a name: as the provider says, asked by this server itself."""
    note_wish(request, "bring" in request.POST)
    step_aside(request)
    try:
        return openid_connect.callback(request, provider_id)
    except UNUSABLE:
        return _failed(request, provider_id, 503)


@where_offered
@page
@rate_limit(action="signup")
def choose_name(request: HttpRequest) -> HttpResponse:
    """A name for somebody who came by a provider for the first time; a guest keeps the notebook that is there."""
    coming = get_pending_signup(request)
    if coming is None or (request.user.is_authenticated and not guest(request)):
        return redirect("account_login")
    form = NameForm(posted(request))
    if form.is_valid():
        try:
            return _named(request, coming, form.cleaned_data["username"])
        except actions.NameTaken:
            form.add_error("username", get_account_adapter().error_messages["username_taken"])
    context = {"form": form, "name": coming.provider.name, "guest": guest(request)}
    return render(request, "account/with_name.html", context)


def _named(request: HttpRequest, coming: SocialLogin, name: str) -> HttpResponse:
    """The account is there: without a password, but with codes that set one."""
    writer = guest(request)
    clear_pending_signup(request)
    if SocialAccount.objects.filter(provider=coming.account.provider, uid=coming.account.uid).exists():
        return redirect("account_login")
    with transaction.atomic():
        person = writer or actions.make_guest()
        actions.keep_account(person=person, username=name, password=None)
        coming.connect(request, person)
    return arrive(request, person, new=writer is None)


@where_offered
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody said no at the provider."""
    return render(request, "account/with_cancelled.html")


@page
@rate_limit(action="reauthenticate")
@sensitive_post_parameters("password")
def connections(request: HttpRequest) -> HttpResponse:
    """With whom one can sign in: connect another, for who knows the password, and take one away."""
    person = me(request)
    if person.is_guest:
        return redirect("account_keep")
    there = connected(person)
    if not there and not offered():
        raise Http404
    if request.POST.get("then") == "disconnect":
        return _disconnected(request, person)
    form = PasswordForm(posted(request), person=person) if person.has_usable_password() else None
    wanted = request.POST.get("connect", "")
    if wanted in offered() and form is None and (way := _way_to_show(request, person)):
        return way
    if wanted in offered() and (form is None or form.is_valid()):
        return _onward(request, wanted, AuthProcess.CONNECT)
    taken = {row.provider for row in there}
    others = {key: name for key, name in offered().items() if key not in taken}
    return render(request, "account/with.html", {"form": form, "connected": there, "others": others})


def _way_to_show(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Where somebody without a password shows that it is them, or sets one; None once they have shown it."""
    if way := no_account(person):
        return way
    return None if did_recently_reauthenticate(request) else redirect("account_reauthenticate")


def _disconnected(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        disconnect(person, request.POST.get("provider", ""))
        get_account_adapter().send_notification_mail("socialaccount/email/account_disconnected", person)
        messages.success(request, _("You cannot sign in with it any more. Its number for you is deleted here."))
    except OnlyWayIn:
        messages.error(request, _("It is your only way in. Set a password first, by one of your one-time codes."))
    return redirect("socialaccount_connections")
