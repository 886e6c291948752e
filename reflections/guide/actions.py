"""Filling the tables from the folder. It may run at every start: an unchanged folder costs one query."""

from collections.abc import Iterable
from pathlib import Path as Folder
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from reflections.guide import library
from reflections.guide.checks import check, prompts
from reflections.guide.files import REFERENCE, GuideError, Source, Table, digest, read
from reflections.guide.models import Agenda, Chapter, GuideState, Path, Prompt, PromptVersion


def load_guide(folder: Folder) -> bool:
    """Make the tables say what the files of `folder` say; whether anything had to be done.

    All or nothing. Raises `GuideError`, which names every problem, before a table is touched.
    """
    now = digest(folder)
    if GuideState.objects.filter(digest=now).exists():
        return False
    source = read(folder)
    if problems := check(source):
        raise GuideError(problems)
    with transaction.atomic():
        _load(source)
        itself = {language: words["guide"] for language, words in source.words.items()}
        state = {"digest": now, "content": itself, "loaded_at": timezone.now()}
        GuideState.objects.update_or_create(pk=1, defaults=state)
    library.forget_cache()
    return True


def _load(source: Source) -> None:
    structure = source.structure
    chapters = [_without(chapter, "prompts") for chapter in structure["chapters"]]
    _put(Chapter, [row | {"retired_at": None} for row in _rows(chapters, source, "chapters")])
    _retire(Chapter, structure["chapters"])
    _load_prompts(source)
    for table, section in ((Path, "paths"), (Agenda, "agendas")):
        _put(table, _rows(structure.get(section, []), source, section))
        # No row refers to these: a round remembers the key of its path, a workshop copies its agenda.
        table._default_manager.exclude(key__in=_keys(structure.get(section, []))).delete()


def _load_prompts(source: Source) -> None:
    """Prompts keep their rows; what is asked of them today is their newest version."""
    chapter_of = dict(Chapter.objects.values_list("key", "pk"))
    places = [(chapter["key"], prompt) for chapter in source.structure["chapters"] for prompt in chapter["prompts"]]
    _put(
        Prompt,
        [
            {"key": prompt["key"], "number": number, "chapter_id": chapter_of[chapter], "retired_at": None}
            for number, (chapter, prompt) in enumerate(places, start=1)
        ],
    )
    _retire(Prompt, prompts(source.structure))
    _load_versions(source)


def _load_versions(source: Source) -> None:
    latest = {version.prompt_id: version for version in PromptVersion.objects.order_by("number")}
    key_of = dict(Prompt.objects.values_list("key", "pk"))
    fresh, retold = [], []
    for prompt in prompts(source.structure):
        old = latest.get(key_of[prompt["key"]])
        structure, content = _without(prompt, "key"), _content(source, "prompts", prompt["key"])
        if old and (old.structure, old.content.get(REFERENCE)) == (structure, content[REFERENCE]):
            if old.content != content:
                old.content = content
                retold.append(old)
            continue
        number = old.number + 1 if old else 1
        fresh.append(
            PromptVersion(prompt_id=key_of[prompt["key"]], number=number, structure=structure, content=content)
        )
    PromptVersion.objects.bulk_create(fresh)
    PromptVersion.objects.bulk_update(retold, ["content"])


def _rows(things: Iterable[Table], source: Source, section: str) -> list[Table]:
    return [
        {
            "key": thing["key"],
            "position": position,
            "structure": _without(thing, "key"),
            "content": _content(source, section, thing["key"]),
        }
        for position, thing in enumerate(things)
    ]


def _put(table: type[models.Model], rows: list[Table]) -> None:
    """Make or update rows by key, in one statement."""
    if rows:
        table._default_manager.bulk_create(
            (table(**row) for row in rows),
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[name for name in rows[0] if name != "key"],
        )


def _retire(table: Any, things: Iterable[Table]) -> None:
    gone = table.objects.filter(retired_at=None).exclude(key__in=_keys(things))
    gone.update(retired_at=timezone.now())


def _content(source: Source, section: str, key: str) -> Table:
    return {language: words[section][key] for language, words in source.words.items()}


def _keys(things: Iterable[Table]) -> list[str]:
    return [thing["key"] for thing in things]


def _without(thing: Table, name: str) -> Table:
    return {field: value for field, value in thing.items() if field != name}
