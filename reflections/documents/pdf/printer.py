"""Prints jobs: the one thing that runs in the render process. Knows no Django, opens no connection.

A job is JSON. `{"make": "pdf", …}` (see job.py) is answered with the bytes of a PDF.
`{"make": "png", "svgs": [svg, …]}` is answered with a JSON list of pictures in base64, in order, each a PNG of its
drawing at 2.5 pixels a pixel.
"""

import base64
import json
from pathlib import Path
from typing import Any, Literal

import typst

from reflections.documents.pdf import fonts
from reflections.documents.pdf.lettering import lettered
from reflections.documents.pdf.packed import packed

TEMPLATES = Path(__file__).parents[3] / "templates" / "documents"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""Kept for long, and to be read by everybody: both in one file."""
PNG_PPI = 180


class NotPrinted(Exception):
    """The file would not be as it should: a typeface is missing."""


class Printer:
    """Typefaces and compiler, built once and used for every job."""

    def __init__(self) -> None:
        self.fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(folder) for folder in fonts.folders()],
        )
        self.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=self.fonts)

    def print(self, job: bytes) -> bytes:
        """The file; raises `typst.TypstError`, or `NotPrinted` where typst only warns."""
        asked = json.loads(job)
        return self._pngs(asked["svgs"]) if asked["make"] == "png" else self._pdf(job.decode(), asked)

    def _pdf(self, job: str, asked: dict[str, Any]) -> bytes:
        inputs = {"data": job, "faces": json.dumps(fonts.chains(asked["language"], job))}
        made = self._compiled("document.typ", inputs, format="pdf", pdf_standards=STANDARDS, timestamp=asked["at"])
        return packed(made)

    def _pngs(self, svgs: list[str]) -> bytes:
        inputs = {"data": json.dumps([*map(lettered, svgs)]), "faces": json.dumps(fonts.chains("", "".join(svgs)))}
        made = self._compiled("pictures.typ", inputs, format="png", ppi=PNG_PPI) if svgs else []
        pictures = made if isinstance(made, list) else [made]
        return json.dumps([base64.b64encode(each).decode() for each in pictures]).encode()

    def _compiled(self, template: str, inputs: dict[str, str], **how: Any) -> Any:
        made, warnings = self.compiler.compile_with_warnings(str(TEMPLATES / template), sys_inputs=inputs, **how)
        if warnings:
            raise NotPrinted("; ".join(each.message for each in warnings))
        return made
