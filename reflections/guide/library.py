"""The guide at hand: read from the tables once, and kept in the process for every reader of a language."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language

from reflections.guide.files import REFERENCE, Table
from reflections.guide.models import Agenda as AgendaRow
from reflections.guide.models import Chapter as ChapterRow
from reflections.guide.models import GuideState, PromptVersion
from reflections.guide.models import Path as PathRow
from reflections.guide.outline import Agenda, Chapter, Claim, Guide, Path, Reading, Step
from reflections.guide.words import with_words
from reflections.kinds import Prompt

_kept: dict[str, Guide] = {}


def guide(language: str | None = None) -> Guide:
    """The guide in `language` (else the reader's). No query once it was read; empty while there is none."""
    language = (language or get_language() or REFERENCE).lower()
    known = _kept.get(language)
    if known is None:
        known = _read(language)
        if known.prompts:
            _kept[language] = known
    return known


def prompt_at(version_pk: int, language: str | None = None) -> Prompt:
    """The prompt in the wording an old answer replied to; raises `PromptVersion.DoesNotExist`."""
    found = guide(language).versions.get(version_pk)
    if found is None:
        # Perhaps another process loaded a newer guide after this one had read its own.
        forget_cache()
        found = guide(language).versions.get(version_pk)
    if found is None:
        raise PromptVersion.DoesNotExist(f"no version {version_pk} of a prompt")
    return found


def forget_cache() -> None:
    """Read the tables again at the next question."""
    _kept.clear()


def _read(language: str) -> Guide:
    current: dict[str, Prompt] = {}
    versions: dict[int, Prompt] = {}
    gone: set[str] = set()
    rows = PromptVersion.objects.select_related("prompt__chapter").order_by("prompt__number", "number")
    for row in rows:
        prompt = versions[row.pk] = _prompt(row, language)
        if row.prompt.retired_at:
            gone.add(prompt.key)
        else:
            current[prompt.key] = prompt
    state = GuideState.objects.first()
    return Guide(
        language=language,
        **(_words(state.content, language) if state else {}),
        chapters=tuple(_chapters(current, language)),
        prompts=current,
        paths={row.key: _path(row, current, language) for row in PathRow.objects.all()},
        agendas={row.key: _agenda(row, current, language) for row in AgendaRow.objects.all()},
        gone=frozenset(gone),
        versions=versions,
    )


def _prompt(row: PromptVersion, language: str) -> Prompt:
    structure, words = row.structure, _words(row.content, language)
    lists = {name: said for name, said in words.items() if name not in {"title", "ask", "hint", "why"}}
    return Prompt(
        key=row.prompt.key,
        kind=structure["kind"],
        title=words["title"],
        ask=words["ask"],
        hint=words.get("hint", ""),
        why=words["why"],
        why_source=structure["why"],
        minutes=structure["minutes"],
        settings=with_words(structure.get("settings", {}), lists),
        number=row.prompt.number,
        chapter=row.prompt.chapter.key,
        version=row.pk,
        tender=structure.get("tender", False),
        others=structure.get("others", False),
    )


def _chapters(prompts: dict[str, Prompt], language: str) -> Iterator[Chapter]:
    for row in ChapterRow.objects.filter(retired_at=None):
        table = with_words(row.structure, _words(row.content, language))
        yield Chapter(
            key=row.key,
            number=row.position,
            title=table["title"],
            line=table["line"],
            claims=tuple(Claim(_said(claim), claim["source"], claim.get("part", "")) for claim in table["claims"]),
            prompts=tuple(prompt for prompt in prompts.values() if prompt.chapter == row.key),
            experience=table.get("experience", False),
            reading=tuple(_reading(entry) for entry in table.get("reading", [])),
        )


def _reading(entry: Table) -> Reading:
    return Reading(_said(entry), entry.get("author", ""), entry.get("url", ""))


def _path(row: PathRow, prompts: dict[str, Prompt], language: str) -> Path:
    words = _words(row.content, language)
    asked = tuple(prompts[key] for key in row.structure["prompts"])
    return Path(row.key, words["title"], words["line"], words.get("first", ""), row.structure["minutes"], asked)


def _agenda(row: AgendaRow, prompts: dict[str, Prompt], language: str) -> Agenda:
    table = with_words(row.structure, _words(row.content, language))
    steps = tuple(
        Step(
            key=step["key"],
            kind=step["kind"],
            title=_said(step),
            say=step.get("say", ""),
            minutes=step["minutes"],
            prompt=prompts.get(step.get("prompt", "")),
            room=step.get("room", False),
            tender=step.get("tender", False),
        )
        for step in table["steps"]
    )
    return Agenda(row.key, table["title"], table["minutes"], steps, table.get("if", {}))


def _said(entry: Table) -> str:
    """What an entry of a list is called."""
    return str(entry.get("label") or entry.get("title") or "")


def _words(content: dict[str, Any], language: str) -> Table:
    """The words in `language`, in the language it is a variety of, or in the reference language."""
    return content.get(language) or content.get(language.partition("-")[0]) or content[REFERENCE]
