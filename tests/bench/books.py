"""The PDF of a full round beside a bare typst render of its words, and beside WeasyPrint.

`python -m tests.bench.books TURNS` wants a database that `tests.bench.prepare` has filled; `tests.bench.pdf` runs it.
"""

import asyncio
import logging
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html import escape
from typing import Any

from reflections.documents.document import Document, Own, Passage
from reflections.documents.pdf import process
from reflections.documents.pdf.process import RenderProcess
from tests.bench import bare

type Render = Callable[[Document], Awaitable[bytes]]


def main() -> None:
    """Print both tables."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    turns = int(sys.argv[1])
    documents = list(others(book(), turns + 1))
    print("| book of a full round | ms | KB | ours to it |\n|---|---|---|---|", flush=True)
    asyncio.run(compare(documents))


async def compare(documents: list[Document]) -> None:
    """A line for each renderer; they take turns, and the first turn warms up and does not count."""
    ours, plain = RenderProcess(process.COMMAND), RenderProcess(bare.COMMAND)
    renderers: dict[str, Render] = {
        "the render process": lambda document: ours.render(job_of(document)),
        "a bare typst render of the same words": lambda document: plain.render(job_of(document)),
        **with_weasyprint(),
    }
    seen: dict[str, list[tuple[float, int]]] = {name: [] for name in renderers}
    try:
        for turn, document in enumerate(documents):
            for name, render in renderers.items():
                begun = time.perf_counter()
                size = len(await render(document))
                if turn:
                    seen[name].append((time.perf_counter() - begun, size))
    finally:
        await ours.end()
        await plain.end()
    first = next(iter(seen.values()))
    for name, runs in seen.items():
        ratio = statistics.median(mine / its for (mine, _), (its, _) in zip(first, runs, strict=True))
        took = statistics.median(seconds for seconds, _size in runs) * 1000
        print(f"| {name} | {took:.0f} | {runs[-1][1] / 1000:.0f} | {ratio:.2f} |", flush=True)


def book() -> Document:
    """Everything that somebody with a full round has written."""
    from reflections.journal.models import Round
    from reflections.journal.reading import answers
    from reflections.summary.exports.choice import Choice
    from reflections.summary.exports.lengths import compose
    from tests.bench.prepare import PEOPLE

    this = Round.objects.get(journal__person__username=f"person{PEOPLE}")
    return compose(this, answers(this), Choice(asides=True), "book")


def others(document: Document, count: int) -> Iterator[Document]:
    """The same as so many people might have written it: nothing is remembered from one to the next."""
    return (changed(document, number) for number in range(count))


def changed(thing: Any, number: int) -> Any:
    """Every text of a person ends differently."""
    if isinstance(thing, Own | Passage):
        return replace(thing, text=f"{thing.text} {number}") if thing.text else thing
    if isinstance(thing, tuple):
        return tuple(changed(each, number) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{each.name: changed(getattr(thing, each.name), number) for each in fields(thing)})
    return thing


def job_of(document: Document) -> bytes:
    from reflections.documents.pdf.job import pdf_job

    return pdf_job(document, "book")


def with_weasyprint() -> dict[str, Render]:
    """WeasyPrint makes a file of the same kind from the same document as plain HTML, where it can be had.

    Without our style sheet: with its grids it was still at the first book after nine minutes.
    """
    logging.disable(logging.WARNING)  # it says much, from its import on
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        print("WeasyPrint is left out: it wants a library of the system (Debian: libpango-1.0-0) that is not here.")
        return {}

    async def render(document: Document) -> bytes:
        return bytes(HTML(string=plain_html(document)).write_pdf(pdf_variant="pdf/ua-1"))

    return {"WeasyPrint, of plain HTML": render}


def plain_html(document: Document) -> str:
    """Headings, passages, tables and drawings as a browser would show them without any style."""
    from reflections.documents.html import to_html

    chapters = "".join(f"<h1>{escape(each.title)}</h1>{to_html(each.parts)}" for each in document.sections)
    return f'<!doctype html><html lang="en"><title>{escape(document.title)}</title>{chapters}'


if __name__ == "__main__":
    main()
