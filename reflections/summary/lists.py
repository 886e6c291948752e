"""The long lists of the page, from plain strings like the parts of a document: all goes through `escape`."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reflections.documents.document import Section
from reflections.documents.html import link_html, to_html
from reflections.summary.exports.ticks import Tick
from reflections.summary.glance import Sentence

NBSP = "\u00a0"


def section_html(section: Section, inside: str = "", css: str = "") -> str:
    """A section under its heading, with its source; `inside`: markup of ours in the place of its parts."""
    key, source = escape(section.key), link_html(section.note, section.url)
    note = f"<p>{source}</p>" if source else ""
    header = f'<header><h2 id="{key}-h">{escape(section.title)}</h2>{note}</header>'
    body = inside or f'<div class="stack">{to_html(section.parts)}</div>'
    return f'<section class="{f"sec in {css}".strip()}" id="{key}" aria-labelledby="{key}-h">{header}\n{body}</section>'


def sentences_html(sentences: Iterable[Sentence], act: str, label: str) -> SafeString:
    """Sentences, each with links to the pages it rests on, and a button called `label` that sends its key as `act`."""
    items = "".join([_sentence(each, act, escape(label)) for each in sentences])
    return mark_safe(f'<ul class="plain seen">{items}</ul>' if items else "")  # noqa: S308 - escaped piece by piece


def ticks_html(chapters: Sequence[tuple[str, list[Tick]]], *, sets: bool = False) -> SafeString:
    """A box to tick for each answer, those of a chapter together; `sets`: with buttons that tick them all, or none."""
    every = [box for _title, boxes in chapters for box in boxes]
    first = [_sets(every, _("all pages"))] if sets and len(chapters) > 1 else []
    pieces = [*first, *(_chapter(title, boxes, sets) for title, boxes in chapters)]
    return mark_safe("\n".join(pieces))  # noqa: S308 - escaped likewise


def _sentence(sentence: Sentence, act: str, label: str) -> str:
    said = escape(sentence.remark.text)
    pages = "".join(
        [f' <a class="quiet s" href="{escape(ref.url)}">{escape(ref.words)}</a>' for ref in sentence.remark.refs]
    )
    named = f'name="{act}" value="{escape(sentence.key)}"'
    button = f'<button class="btn no-print" data-kind="quiet" data-size="s" {named}>{label}'
    return f'<li><span>{said}{pages}</span>\n{button}<span class="vh">: {said}</span></button></li>'


def _chapter(title: str, boxes: Sequence[Tick], sets: bool) -> str:
    ticks = "\n".join([_tick(box) for box in boxes])
    buttons = _sets(boxes, title) if sets and len(boxes) > 1 else ""
    return f'<fieldset><legend><b>{escape(title)}</b></legend>\n<div class="ticks">{ticks}</div>{buttons}</fieldset>'


def _sets(boxes: Sequence[Tick], of: str) -> str:
    """Two buttons that come back with these boxes ticked, or none of them."""
    keys = escape(" ".join([box.key for box in boxes]))
    buttons = [
        f'<button class="btn" data-kind="quiet" data-size="s" name="set" value="{to} {keys}">{escape(label)}'
        f'<span class="vh">: {escape(of)}</span></button>'
        for to, label in (("all", _("Tick all")), ("none", _("Tick none")))
    ]
    return f'<p class="row">{"".join(buttons)}</p>'


def _tick(tick: Tick) -> str:
    box = f'<input type="checkbox" name="part" value="{escape(tick.key)}"{" checked" * tick.on}>'
    title = f'{escape(tick.title)} <span class="quiet s">{escape(tick.page.replace(" ", NBSP))}</span>'
    return f'<label class="tick">{box} <span>{title}</span></label>'
