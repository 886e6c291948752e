"""The folder a guide is written in: `guide.toml` for its structure, one file a language for its words."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STRUCTURE = "guide.toml"
REFERENCE = "en"
"""The language that decides what a question is: when its wording changes, a new version is asked."""
FORMAT = 1
"""Raise it when the tables are to be filled anew from files that did not change."""

type Table = dict[str, Any]


class GuideError(Exception):
    """The files cannot be loaded; `problems` says which file, which prompt and which field, a line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Source:
    """What the files say: the structure, and the words by language."""

    structure: Table
    words: dict[str, Table]


def files(folder: Path) -> list[Path]:
    """The files of a guide in order; raises `GuideError` when one that must be there is not."""
    absent = [name for name in (STRUCTURE, f"{REFERENCE}.toml") if not (folder / name).is_file()]
    if absent:
        raise GuideError(f"{name}: not found in {folder}" for name in absent)
    return sorted(folder.glob("*.toml"))


def digest(folder: Path) -> str:
    """A digest of everything the guide is made from: the same digest, the same tables."""
    total = hashlib.sha256(f"format {FORMAT}".encode())
    for file in files(folder):
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def read(folder: Path) -> Source:
    """The parsed files; raises `GuideError` on what is no TOML, or says another language than its name."""
    problems: list[str] = []
    parsed = {file.stem: _parse(file, problems) for file in files(folder)}
    structure = parsed.pop(Path(STRUCTURE).stem)
    for language, words in parsed.items():
        if not problems and words.pop("language", None) != language:
            problems.append(f'{language}.toml: language: must be "{language}", as the name of the file')
    if problems:
        raise GuideError(problems)
    return Source(structure, parsed)


def _parse(file: Path, problems: list[str]) -> Table:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file.name}: cannot be read: {error}")
        return {}
