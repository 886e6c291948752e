"""A reply as a plain text, to keep: for the mentor who wrote it, and for the writer who was given it."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reflections.summary.models import Reply, ShareLink


def reply_file(link: ShareLink, reply: Reply, *, mine: bool) -> HttpResponse:
    """The reply as a text file. `mine`: for the one who wrote it; otherwise the mentor is named as its author."""
    name = f"untold-reply-{localtime(reply.sent_at):%Y-%m-%d}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = reply_as_text(link.question or "", reply, mine=mine)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def reply_as_text(question: str, reply: Reply, *, mine: bool) -> str:
    """The question and what was said to it, each under a line that says whose words they are."""
    return "\n\n".join(_pieces(question, reply, mine=mine)) + "\n"


def _pieces(question: str, reply: Reply, *, mine: bool) -> Iterator[str]:
    day = {"day": date_format(localtime(reply.sent_at), "j F Y")}
    yield (_("My reply in Untold, %(day)s") if mine else _("A mentor’s reply in Untold, %(day)s")) % day
    yield _under(_("The question I was asked") if mine else _("The question I asked"), question)
    if reply.declined:
        yield _("I would rather not answer.") if mine else _("The mentor would rather not answer.")
    if reply.text:
        yield _under(_("My answer") if mine else _("The mentor’s answer"), reply.text)
    for each in reply.comments or ():
        beside = _("My words on “%(page)s”") if mine else _("The mentor’s words on “%(page)s”")
        yield _under(beside % {"page": each["quote"]}, each["text"])
    if reply.line:
        yield _under(_("An untold line of my own") if mine else _("An untold line of the mentor’s own"), reply.line)


def _under(title: str, words: str) -> str:
    return f"{title}\n{'-' * len(title)}\n{words}"
