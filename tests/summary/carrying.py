"""A journal carried in a file: written by the site, read by the site, and laid side by side with what it was."""

import json
from typing import Any

from reflections.guide.library import forget_cache, guide
from reflections.guide.models import Chapter, PromptVersion
from reflections.guide.models import Prompt as PromptRow
from reflections.kinds import Prompt
from reflections.summary.exports.data import everything
from reflections.summary.imports.actions import Report, bring_in
from reflections.summary.imports.checking import check_file
from reflections.summary.imports.reading import read_file
from tests.kinds.examples import Example

type Data = dict[str, Any]


def file_of(person: Any, **options: Any) -> Data:
    """What a file of `person` holds, as it comes out of the file."""
    options = {"revisions": True, **options}
    return json.loads(json.dumps(everything(person, **options), ensure_ascii=False))


def raw(data: Data) -> bytes:
    """The bytes of a file; half a character can stand in one, as an escape."""
    return json.dumps(data).encode()


def bring(person: Any, data: Data, *, leave: bool = False) -> Report:
    """Bring a file in, all the way from its bytes."""
    return bring_in(person=person, file=check_file(read_file(raw(data)), leave=leave))


def said(data: Data) -> Data:
    """What a file says: without what differs between two files that say the same, which is ids and times of export."""
    rounds = [{**each, "id": "", "answers": [_answer(answer) for answer in each["answers"]]} for each in data["rounds"]]
    notes = sorted(({**note, "id": ""} for note in data["notes"]), key=json.dumps)
    return {**data, "exported_at": "", "rounds": sorted(rounds, key=json.dumps), "notes": notes}


def _answer(answer: Data) -> Data:
    return {**answer, "id": "", **({"envelope": ""} if "envelope" in answer else {})}


def ask(example: Example) -> Prompt:
    """The prompt of an example as one that this site asks."""
    key = f"{example.prompt.kind}-{example.name}".replace("_", "-").replace(" ", "-")[:40]
    row, _new = PromptRow.objects.get_or_create(key=key, defaults={"chapter": Chapter.objects.first(), "number": 900})
    structure = {"kind": example.prompt.kind, "why": "ours", "minutes": 1, "settings": example.prompt.settings}
    words = {"title": "A page", "ask": "What do you say?", "why": "Because it helps."}
    PromptVersion.objects.get_or_create(
        prompt=row, number=1, defaults={"structure": structure, "content": {"en": words}}
    )
    forget_cache()
    return guide().prompts[key]
