"""What typst takes for the words of a job alone, in the same loop of a render process.

`python -m tests.bench.bare` reads the jobs that `reflections.documents.pdf.printer` reads.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from reflections.documents.pdf import child, fonts
from reflections.documents.pdf.printer import STANDARDS, Printer

COMMAND = (sys.executable, "-m", "tests.bench.bare")
HERE = Path(__file__).parent
SIGNS = {"is", "layout", "picture", "svg", "to", "alt"}
"""What in a part is not said to a reader in words."""


class Bare:
    """Typefaces, compiler and kind of file as the printer has them, and a template of ten lines."""

    def __init__(self) -> None:
        printer = Printer()
        self.faces = json.dumps(fonts.chains("en", "")["serif"])
        self.compiler = typst.Compiler(root=str(HERE), font_paths=printer.fonts)

    def print(self, job: bytes) -> bytes:
        inputs = {"data": json.dumps([*lines(json.loads(job))]), "faces": self.faces}
        return bytes(self.compiler.compile(str(HERE / "bare.typ"), sys_inputs=inputs, pdf_standards=STANDARDS))


def lines(job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each piece of text of a job in its order."""
    yield {"level": 0, "words": job["title"]}
    for chapter in job["chapters"]:
        for part in chapter["parts"]:
            level = part["level"] if part["is"] == "heading" else 0
            if part["is"] == "table":
                cells = [cell for row in part["rows"] for cell in row["cells"]]
                yield {"head": [*map(joined, part["head"])], "cells": [*map(joined, cells)]}
            else:
                yield from ({"level": 0 if at else level, "words": words} for at, words in enumerate(texts(part)))


def joined(thing: Any) -> str:
    """All that a cell says."""
    return " ".join(texts(thing))


def texts(thing: Any) -> Iterator[str]:
    """All strings that are said in a part."""
    if isinstance(thing, str) and thing.strip():
        yield thing
    elif isinstance(thing, list):
        for each in thing:
            yield from texts(each)
    elif isinstance(thing, dict):
        for name, each in thing.items():
            if name not in SIGNS:
                yield from texts(each)


if __name__ == "__main__":
    child.main(Bare)
