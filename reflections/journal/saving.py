"""What happens to a posted answer. Each outcome has one state, said in the page, in JSON or in the page's part."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from reflections.journal import actions, page
from reflections.journal.forms import read_aside, read_save
from reflections.journal.models import Answer
from reflections.journal.room import PART, visit_of
from reflections.kinds import Invalid, Prompt, Value, kind
from reflections.people.actions import give_consent
from reflections.people.guests import begin
from reflections.people.limits import TooMany
from reflections.people.who import me, owner

CONSENT = "2026-11"
"""Version of the words in `templates/journal/_consent.html`: change both together."""


class ConsentMissing(Exception):
    """Nothing is kept on the server before its writer agreed."""


class SignedOut(Exception):
    """The page was loaded by somebody who is no longer signed in here."""


def save(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """Keep what was posted, or say why not. What was typed is in every refusal."""
    try:
        if page.of_another(request):
            raise SignedOut
        envelope = read_save(request.POST)
        aside = read_aside(request.POST)
        value = _clean(request, prompt)
        if _nothing_to_keep(request, prompt, value, aside):
            return _nothing(request, prompt)
        _may_keep(request, envelope)
        envelope = _on_sheet(request, prompt, envelope)
        keep = actions.keep_theirs if request.POST.get("then") == "theirs" else actions.save_answer
        answer = keep(person=me(request), prompt=prompt, value=value, aside=aside, save=envelope)
    except Invalid as refused:
        return _refuse(request, prompt, 422, "error", _first_error(refused), errors=refused.errors)
    except ConsentMissing:
        words = _("Not saved yet: tick the box above the buttons.")
        return _refuse(request, prompt, 403, "unsaved", words, consent_missing=True)
    except SignedOut:
        return _refuse(request, prompt, 401, "error", **signed_out(request))
    except TooMany as why:
        return _not_now(request, prompt, why)
    except actions.NoSuchRound:
        # On version 0: what the newest round may say already is shown beside it, never written over.
        return _refuse(request, prompt, 410, "error", _gone(), base="0")
    except actions.AnswerMoved as moved:
        return _moved(request, prompt, moved.answer)
    _give(request, prompt, answer)
    return _saved(request, prompt, answer)


def _clean(request: HttpRequest, prompt: Prompt) -> Value:
    this = kind(prompt.kind)
    earlier = _desk(request, prompt).earlier if this.uses(prompt) else {}
    return this.clean(prompt, request.POST, earlier)


def _desk(request: HttpRequest, prompt: Prompt) -> page.Desk:
    """What lay before them: the page may be of a round that is no longer the newest."""
    lay = page.sheet if visit_of(request) else page.desk
    return lay(request.user, prompt, request.POST.get("round", ""))


def _on_sheet(request: HttpRequest, prompt: Prompt, save: actions.Save) -> actions.Save:
    """The save with the round that it goes into, when its page came from a room and knew of none."""
    if save.round or not visit_of(request):
        return save
    this = actions.open_sheet(person=me(request), prompt=prompt.key, saves=(save.key, *save.tried))
    return replace(save, round=this.pk)


def _nothing_to_keep(request: HttpRequest, prompt: Prompt, value: Value, aside: str) -> bool:
    """Somebody without a journal turns the page of a question they left open."""
    return not request.user.is_authenticated and not aside and kind(prompt.kind).is_empty(value)


def _nothing(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """On with the page; a script hears that there is nothing yet, and where a button leads."""
    then = request.POST.get("then", "")
    if not _wants_json(request):
        return HttpResponseRedirect(_onward(request, prompt))
    if then == PART:
        return _refuse(request, prompt, 422, "unsaved", _("Write something first."))
    return _refuse(
        request, prompt, 422, "unsaved", _("Nothing to save yet"), url=_onward(request, prompt) if then else ""
    )


def _may_keep(request: HttpRequest, envelope: actions.Save) -> None:
    """Before the first save stands a consent; with it somebody without an account becomes a guest."""
    if request.user.is_authenticated and (envelope.round or page.has_agreed(me(request))):
        return
    if envelope.round and not request.user.is_authenticated:
        raise SignedOut
    if request.POST.get("consent") != "yes":
        raise ConsentMissing
    if not request.user.is_authenticated:
        begin(request)
    give_consent(person=me(request), purpose=page.PURPOSE, version=CONSENT)


def _not_now(request: HttpRequest, prompt: Prompt, why: TooMany) -> HttpResponse:
    """Very many begin at one address within a minute: the words stay where they are, and are sent again."""
    words = _("Not saved yet: many people begin here at this moment. Save once more in a minute.")
    response = _refuse(request, prompt, 429, "unsaved", words)
    response["Retry-After"] = str(why.seconds)
    return response


def _gone() -> str:
    return _(
        "Not saved: the round of this page is no longer there. Your words still are. "
        "Save once more, and they go into your newest round."
    )


def signed_out(request: HttpRequest) -> dict[str, Any]:
    """What is said to somebody whose page it is no longer: ``words``, and ``sign_in`` where that would help."""
    if request.user.is_authenticated:
        return {"words": _("Not saved: another notebook is open here now. This waits on this device for yours.")}
    return {"words": _("Not saved: you are signed out here. Sign in, and it is sent."), "sign_in": True}


def _give(request: HttpRequest, prompt: Prompt, answer: Answer) -> None:
    """A row of the answer joins another page, where a button said so (``then=give:<row>``)."""
    act, _colon, row = request.POST.get("then", "").partition(":")
    if act != "give":
        return
    try:
        there = actions.give_row(person=me(request), prompt=prompt, answer=answer, row=row)
    except actions.AnswerMoved:
        messages.warning(request, _("Not added: that page is being written on just now. Press once more."))
        return
    if there:
        link = format_html('<a href="{}">{}</a>', reverse("write", args=[there.key]), there.title)
        messages.info(
            request, format_html(_("It stands on this page, where you can change it or take it out: {}"), link)
        )


def _first_error(refused: Invalid) -> str:
    return _("Not saved: %(reason)s") % {"reason": next(iter(refused.errors.values()))}


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _saved(request: HttpRequest, prompt: Prompt, answer: Answer) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse(
            {
                "state": "saved",
                "version": answer.version,
                "key": str(answer.last_key),
                "saved_at": answer.saved_at.isoformat(timespec="seconds"),
                "round": str(answer.round_id),
                "owner": owner(request.user),
                "token": get_token(request),
                "url": _onward(request, prompt, answer) if request.POST.get("then") else "",
            }
        )
    if request.headers.get("HX-Request"):
        return render(request, "journal/write.html#saved", {**page.saved_at(answer), "answer": True, "state": "saved"})
    return HttpResponseRedirect(_onward(request, prompt, answer))


def _onward(request: HttpRequest, prompt: Prompt, answer: Answer | None = None) -> str:
    """Where the pressed button leads; after an answer that an earlier round gave too, both are seen first."""
    then, visit = request.POST.get("then", ""), visit_of(request)
    if visit:
        return visit.onward_url(prompt, then)
    if then == "leave":
        return reverse("journal") if request.user.is_authenticated else reverse("guide")
    on = page.way(prompt, request.POST.get("path", ""))
    if then == "peek":
        return on.url(prompt, page="before")
    if then == "next" and request.POST.get("before") and answer and answer.state == Answer.State.WRITTEN:
        return on.url(prompt, page="then")
    return on.onward_url if then in {"next", "skip"} else on.url(prompt, request.GET.get("row", ""))


def _refuse(request: HttpRequest, prompt: Prompt, status: int, state: str, words: str, **more: Any) -> HttpResponse:
    if _wants_json(request):
        body = {"state": state, "words": words, "token": get_token(request), "errors": more.get("errors", {})}
        body["stale"] = more.get("stale", False)
        if more.get("url"):
            body["url"] = more["url"]
        if more.get("sign_in"):
            body["url"] = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return JsonResponse(body, status=status)
    if request.headers.get("HX-Request"):
        return render(request, "journal/write.html#saved", {"state": state, "words": words}, status=status)
    return _page(request, prompt, status, state=state, words=words, **more)


def _page(request: HttpRequest, prompt: Prompt, status: int, **more: Any) -> HttpResponse:
    """The page with what was typed still in it."""
    given = page.context(request, _desk(request, prompt), data=request.POST, **more)
    return render(request, given["template"], given, status=status)


def _moved(request: HttpRequest, prompt: Prompt, there: Answer) -> HttpResponse:
    """Both texts, one beside the other. The form goes on from the version that stands there now."""
    words = _("Changed elsewhere: choose")
    context = {"there": there, "parts": _parts(prompt, there)}
    if _wants_json(request):
        body = {
            "state": "moved",
            "words": words,
            "version": there.version,
            "token": get_token(request),
            "choose": render_to_string("journal/_choose.html", context, request),
        }
        return JsonResponse(body, status=409)
    if request.headers.get("HX-Request"):
        return render(request, "journal/write.html#saved", {"state": "moved", "words": words}, status=409)
    return _page(request, prompt, 409, state="moved", words=words, base=there.version, **context)


def _parts(prompt: Prompt, there: Answer) -> tuple[Any, ...]:
    this = kind(prompt.kind)
    return this.passages(prompt, this.upgrade(there.value)) if there.value else ()


def untrusted(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    """A save without a valid CSRF token changes nothing; it gets a fresh token and keeps what was typed."""
    words = _("Not saved: this page was open for too long. Save once more.")
    return _refuse(request, prompt, 403, "error", words, stale=True)
