"""A word processor's file, read back: by python-docx, and as the XML it is made of."""

import io
import zipfile
from typing import Any

import docx
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reflections.documents.document import Document, Part, Section

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Opened:
    """A file with what is asked of it most."""

    def __init__(self, made: bytes) -> None:
        self.made = made
        self.word = docx.Document(io.BytesIO(made))
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            assert packed.testzip() is None
            self.infos = packed.infolist()
            self.files = {info.filename: packed.read(info) for info in self.infos}
        self.body = parse_xml(self.files["word/document.xml"])

    def all(self, name: str) -> list[Any]:
        """Every element of a name such as "w:tbl", in reading order."""
        return list(self.body.iter(qn(name)))

    def styled(self, *styles: str) -> list[str]:
        """The texts of all paragraphs of these styles (by id), in tables too."""
        return [said(one) for one in self.all("w:p") if style_of(one) in styles]

    def headings(self) -> list[tuple[int, str]]:
        """Levels and texts."""
        paragraphs = [(style_of(one), said(one)) for one in self.all("w:p")]
        return [(int(style[-1]), text) for style, text in paragraphs if style.startswith("Heading")]

    def text(self) -> str:
        """All of it, a line a paragraph."""
        return "\n".join(map(said, self.all("w:p")))

    def relations(self) -> list[Any]:
        """Whatever a part of the file leads to."""
        files = (file for name, file in self.files.items() if name.endswith(".rels"))
        return [relation for file in files for relation in parse_xml(file).iter(RELATIONS)]

    def instructions(self) -> list[str]:
        """What the fields in all parts are told to do."""
        parts = [parse_xml(file) for name, file in self.files.items() if name.endswith(".xml") and "word/" in name]
        fields = [one.get(qn("w:instr")) for part in parts for one in part.iter(qn("w:fldSimple"))]
        return fields + [one.text for part in parts for one in part.iter(qn("w:instrText"))]


def style_of(paragraph: Any) -> str:
    return paragraph.pPr.pStyle.val


def said(paragraph: Any) -> str:
    """The text of a paragraph with its tabs and breaks, that of links too."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    inside = (signs.get(one.tag, one.text if one.tag == qn("w:t") else "") for one in paragraph.iter())
    return "".join(text or "" for text in inside)


def of(*parts: Part | Section, language: str = "en") -> Document:
    """A document with one section of these parts."""
    return Document("Title", language, "Subtitle", (Section("one", "One", "", parts),))


def painted(svgs: list[str], ppi: int = 72) -> list[bytes]:
    """Each SVG as a PNG, by the very engine that makes them, which takes 180 points an inch."""
    if not svgs:
        return []
    page = '#image(bytes(sys.inputs.at("{0}")), format: "svg")'
    pages = "#pagebreak()\n".join(page.format(n) for n in range(len(svgs)))
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    given = {str(n): svg for n, svg in enumerate(svgs)}
    made = typst.compile(source.encode(), format="png", ppi=ppi, sys_inputs=given)
    return made if isinstance(made, list) else [made]
