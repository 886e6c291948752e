"""Files to take along. A format here is a writer; an address with any other ending is not found."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest

from reflections.documents.markdown import to_markdown
from reflections.journal.reading import answers
from reflections.people.models import Person
from reflections.summary.build import build_from
from reflections.summary.choice import choice
from reflections.summary.data import everything
from reflections.summary.which import which_round


class NothingToTake(Exception):
    """No answer would be in the file: none is written, or all were left out."""


@dataclass(frozen=True)
class File:
    """A whole file in memory: what is sent is never half of one."""

    text: str
    mime: str


def markdown_file(request: HttpRequest) -> File:
    """The summary as Markdown, of the round and with the parts the address chooses."""
    this, _read_only = which_round(request)
    said = answers(this)
    chosen = choice(request.GET, (each.prompt for each in said.values()), private=False)
    document = build_from(said, this, chosen.leave, asides=chosen.asides)
    if not document.sections:
        raise NothingToTake
    return File(to_markdown(document), "text/markdown; charset=utf-8")


def data_file(request: HttpRequest) -> File:
    """All rounds as JSON; `?revisions=1` adds the earlier texts."""
    person = cast(Person, request.user)  # nobody else gets here
    data = everything(person, revisions=request.GET.get("revisions") == "1")
    if not data["notes"] and not any(this["answers"] for this in data["rounds"]):
        raise NothingToTake
    return File(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "application/json")


EXPORTS: dict[str, Callable[[HttpRequest], File]] = {"md": markdown_file, "json": data_file}
