"""Puts the words of one language into the structure; finds those that are missing or belong to nothing."""

from collections.abc import Iterator
from typing import Any

from reflections.guide.files import Table

WORDLESS = {"lanes", "prompts"}
"""Lists whose entries are for the machine; every other list of a structure is read by people."""
NEEDED = {
    "guide": ("title", "line", "source"),
    "chapter": ("title", "line"),
    "prompt": ("title", "ask", "why"),
    "path": ("title", "line"),
    "agenda": ("title",),
}
EXTRA = {
    "guide": (),
    "chapter": (),
    "prompt": ("hint", "words"),
    "path": ("first",),
    "agenda": ("if",),
}


def with_words(table: Table, words: Table) -> Table:
    """`table` with words for each entry of its lists: an entry becomes a dict of `key` and its words.

    A plain string is an entry's `label`; a table is merged in; lists within entries are treated alike.
    """
    merged = {**words, **table}
    for name, entries in table.items():
        if _is_read(name, entries):
            merged[name] = [_entry(entry, words.get(name, {})) for entry in entries]
    return merged


def problems(sort: str, table: Table, words: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with the words of the guide, a chapter, a prompt, … (`sort`): field and complaint.

    `table` is what holds the thing's lists: for a prompt its settings.
    """
    if not isinstance(words, dict):
        yield "words", "are missing"
        return
    for name in NEEDED[sort]:
        if not _is_text(words.get(name)):
            yield name, "has no words"
    yield from _in_lists(table, words, "")
    known = {
        *NEEDED[sort],
        *EXTRA[sort],
        *(name for name, entries in table.items() if _is_read(name, entries)),
    }
    yield from ((name, "belongs to nothing in guide.toml") for name in words if name not in known)


def _entry(entry: Any, words: Table) -> Table:
    table = {"key": entry} if isinstance(entry, str) else entry
    said = words.get(table["key"], {})
    return with_words(table, {"label": said} if isinstance(said, str) else said)


def _in_lists(table: Table, words: Table, prefix: str) -> Iterator[tuple[str, str]]:
    for name, entries in table.items():
        if not _is_read(name, entries):
            continue
        said = words.get(name, {})
        if not isinstance(said, dict):
            yield f"{prefix}{name}", "must be a table of words by key"
            continue
        for entry in entries:
            yield from _in_entry(entry, said, f"{prefix}{name}.")
        keys = {entry if isinstance(entry, str) else entry.get("key") for entry in entries}
        yield from ((f"{prefix}{name}.{key}", "belongs to nothing in guide.toml") for key in said if key not in keys)


def _in_entry(entry: Any, words: Table, prefix: str) -> Iterator[tuple[str, str]]:
    key = entry if isinstance(entry, str) else entry["key"]
    said = words.get(key)
    if not _is_said(said):
        yield f"{prefix}{key}", "has no words"
    if isinstance(entry, dict):
        yield from _in_lists(entry, said if isinstance(said, dict) else {}, f"{prefix}{key}.")


def _is_read(name: str, entries: Any) -> bool:
    return isinstance(entries, list) and name not in WORDLESS


def _is_text(said: Any) -> bool:
    return isinstance(said, str) and bool(said.strip())


def _is_said(said: Any) -> bool:
    """An entry speaks by its label, its title, or the two ends of a line."""
    if not isinstance(said, dict):
        return _is_text(said)
    return any(all(_is_text(said.get(part)) for part in parts) for parts in (["label"], ["title"], ["start", "end"]))
