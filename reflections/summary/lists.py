"""The long lists of the page, from plain strings like the parts of a document: all goes through `escape`."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from reflections.documents.document import Section
from reflections.documents.html import link_html, to_html
from reflections.summary.glance import Sentence
from reflections.summary.ticks import Tick


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


def ticks_html(chapters: Iterable[tuple[str, list[Tick]]]) -> SafeString:
    """A box to tick for each answer, those of a chapter together."""
    return mark_safe("\n".join([_chapter(title, boxes) for title, boxes in chapters]))  # noqa: S308 - escaped likewise


def _sentence(sentence: Sentence, act: str, label: str) -> str:
    said = escape(sentence.remark.text)
    pages = "".join(
        [f' <a class="quiet s" href="{escape(ref.url)}">{escape(ref.words)}</a>' for ref in sentence.remark.refs]
    )
    named = f'name="{act}" value="{escape(sentence.key)}"'
    button = f'<button class="btn no-print" data-kind="quiet" data-size="s" {named}>{label}'
    return f'<li><span>{said}{pages}</span>\n{button}<span class="vh">: {said}</span></button></li>'


def _chapter(title: str, boxes: Iterable[Tick]) -> str:
    ticks = "\n".join([_tick(box) for box in boxes])
    return f'<fieldset><legend class="b">{escape(title)}</legend>\n{ticks}</fieldset>'


def _tick(tick: Tick) -> str:
    box = f'<input type="checkbox" name="part" value="{escape(tick.key)}"{" checked" * tick.on}>'
    title = f'{escape(tick.title)} <span class="quiet s">{escape(tick.page)}</span>'
    return f'<label class="tick">{box} <span>{title}</span></label>'
