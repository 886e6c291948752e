"""Marks as pages show them: ticks with the phrase beside, and the lines of an answer of which one ticks some."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reflections.documents.anchors import Anchor, Span, cut, find
from reflections.documents.html import marked_html
from reflections.journal.forms import sent_marks
from reflections.journal.marks import anchors_of, whole
from reflections.journal.models import Answer
from reflections.journal.reading import sealed_until
from reflections.kinds import Prompt, Value
from reflections.kinds.base import new_key

LINE = re.compile(r"\S(?:.*\S)?")


@dataclass(frozen=True)
class Tick:
    """A mark as a page shows it. `data` is what its tick sends."""

    data: str
    text: str
    asleep: bool = False


@dataclass(frozen=True)
class Line:
    """A line of an answer, with the marks in it. `on`: the whole of it is one."""

    data: str
    html: SafeString
    on: bool


def ticks(anchors: Sequence[Anchor]) -> SafeString:
    """The list of what is marked; the field that says that the page has one, even where it is empty."""
    shown = [Tick(_data(each), each.text, each.asleep) for each in anchors]
    return EMPTY if not shown else SafeString(render_to_string("journal/_marked.html", {"marks": shown}))


EMPTY = SafeString('<input type="hidden" name="marks" value="1"><ul class="marks"></ul>')


def page_ticks(prompt: Prompt, answer: Answer | None, value: Value | None, data: Any = None) -> str:
    """The same for the page of a prompt: what was sent, else what is stored; nothing of a sealed letter."""
    if value and sealed_until(value):
        return ""
    sent = sent_marks(data) if data is not None else None
    stored = answer.marks if answer and sent is None else None
    return ticks(anchors_of(stored, prompt, value) if sent is None else sent)


def _data(anchor: Anchor) -> str:
    return json.dumps(anchor.as_data(), ensure_ascii=False)


def lines_of(prompt: Prompt, value: Value | None, anchors: Sequence[Anchor]) -> tuple[list[Line], list[Anchor]]:
    """The lines of an answer, and the marks that are no whole line."""
    text = whole(prompt, value)
    at: dict[Span, Anchor] = {}
    for each in anchors:
        if not each.asleep and (span := find(each, text)):
            at[span] = each
    lines = [_line(text, span, at) for span in _line_spans(text)]
    taken = {span for span in _line_spans(text) if span in at}
    return lines, [each for each in anchors if all(at.get(span) is not each for span in taken)]


def _line_spans(text: str) -> Iterator[Span]:
    return (found.span() for found in LINE.finditer(text))


def _line(text: str, span: Span, at: dict[Span, Anchor]) -> Line:
    start, end = span
    inside = [(max(one, start) - start, min(other, end) - start) for one, other in at if one < end and other > start]
    named = at.get(span) or replace(cut(text, span), key=new_key())
    return Line(_data(named), marked_html(text[start:end], inside), span in at)
