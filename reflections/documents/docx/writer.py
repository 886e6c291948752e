"""The parts of a document as the body of a file, in reading order."""

import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from docx.parts.document import DocumentPart

from reflections.documents.document import (
    Beside,
    Document,
    Drawing,
    Heading,
    Note,
    Own,
    Paragraph,
    Part,
    Passage,
    Ref,
    Remark,
    Remarks,
    Section,
    Table,
    Words,
)
from reflections.documents.docx.blocks import Frame, card, grid, ours, own, paragraph, table
from reflections.documents.docx.pictures import drawn, in_words
from reflections.documents.docx.scripts import starts_from_right
from reflections.documents.docx.sheets import Sheet, picture
from reflections.documents.docx.words import attribute, closed, runs

_DEEPEST = 6
_STYLES = {"two": "PlainMarked", "cv": "PlainMarked", "card": "ToCut"}


class Writer:
    """Writes one document. `pictures` come in the order of the drawings that want one, and may be fewer."""

    def __init__(self, document: Document, part: DocumentPart, pictures: Sequence[bytes], sheet: Sheet) -> None:
        self.document, self.part, self.sheet = document, part, sheet
        self.pictures = iter(pictures)
        self.blocks: list[str] = []
        self.last: type | None = None
        self.level, self.title = 0, document.title
        self.places = {each.key: f"_{n}" for n, each in enumerate(_all(document.sections), 1)}

    def body(self, *, contents: bool) -> str:
        """Title, contents where they are wanted, and all sections."""
        self._add(ours("Title", self.document.title, rtl=self.sheet.rtl))
        if self.document.subtitle:
            self._add(ours("Subtitle", self.document.subtitle, rtl=self.sheet.rtl))
        if contents:
            self._contents()
        for section in self.document.sections:
            self._section(section, 1)
        return "".join(self.blocks) + (_BETWEEN if self.last is Table else "")

    def _add(self, block: str, sort: type | None = None) -> None:
        """One more block. Two tables that touch would be one, two passages look like one, text needs air."""
        if (sort is Passage and self.last is Passage) or (sort is not Heading and self.last is Table):
            self.blocks.append(_BETWEEN)
        self.blocks.append(block)
        self.last = sort

    def _section(self, section: Section, level: int) -> None:
        self._heading(section.title, level, self.places[section.key])
        if section.note:
            self._ours("Lead", section.note)
        for part in section.parts:
            if isinstance(part, Section):
                self._section(part, level + 1)
            else:
                self._part(part, level)

    def _part(self, part: Part, level: int) -> None:
        match part:
            case Heading(below, text):
                self._heading(text, level + below)
            case Paragraph(text):
                self._ours("Normal", text)
            case Note(text):
                self._ours("Note", text)
            case Passage():
                self._add(self._passage(part), Passage)
            case Remarks(said):
                for remark in said:
                    self._remark(remark)
            case Beside():
                self._beside(part)
            case Table():
                self._table(part, self._frame(part))
            case Drawing():
                self._drawing(part)

    def _ours(self, style: str, text: str) -> None:
        self._add(ours(style, text, rtl=self.sheet.rtl))

    def _heading(self, text: Words, level: int, place: str = "") -> None:
        """A heading, never more than one level below the last; `place`: its name for links."""
        self.level = min(level, self.level + 1, _DEEPEST)
        theirs = isinstance(text, Own)
        self.title = text.text if isinstance(text, Own) else text
        rtl = starts_from_right(self.title, self.sheet.rtl) if theirs else self.sheet.rtl
        said = runs(self.title, rtl=rtl, own=theirs, style="Own" if theirs else "")
        if place:
            number = place.removeprefix("_")
            said = f'<w:bookmarkStart w:id="{number}" w:name="{place}"/>{said}<w:bookmarkEnd w:id="{number}"/>'
        self._add(paragraph(f"Heading{self.level}", said, rtl=rtl), Heading)
        if isinstance(text, Own) and text.note:
            self._add(own(text.note, (), rtl=self.sheet.rtl, style="OwnNote", right="OwnNote"))

    def _passage(self, passage: Passage) -> str:
        said = own(passage.text, passage.marks, rtl=self.sheet.rtl)
        source = paragraph("Source", self._link(passage.ref), rtl=self.sheet.rtl) if passage.ref else ""
        return said + source

    def _remark(self, remark: Remark) -> None:
        places = runs(", ", rtl=self.sheet.rtl).join(self._link(ref) for ref in remark.refs)
        text = closed(remark.text) + "  " if places else remark.text
        self._add(paragraph("ListBullet", runs(text, rtl=self.sheet.rtl) + places, rtl=self.sheet.rtl))

    def _link(self, ref: Ref) -> str:
        """Where something is from: a link to a section that is here, else words alone. None leads out of the file."""
        said = runs(ref.words, rtl=self.sheet.rtl, style="SourceChar")
        place = self.places.get(ref.url.removeprefix("#")) if ref.url.startswith("#") else None
        return f'<w:hyperlink w:anchor="{place}">{said}</w:hyperlink>' if place else said

    def _beside(self, part: Beside) -> None:
        half = self.sheet.wide // 2
        heads = [ours("TableHead", name, rtl=self.sheet.rtl) for name in part.head]
        sides = [
            self._passage(side) if side.text.strip() else ours("Source", _("left open"), rtl=self.sheet.rtl)
            for side in (part.left, part.right)
        ]
        frame = Frame(self.sheet.wide, self.sheet.rtl, "PlainMarked", self.title, _("Two texts side by side"))
        self._add(grid(frame, (half, self.sheet.wide - half), (heads, sides), (False, True), named=False), Table)

    def _table(self, this: Table, frame: Frame) -> None:
        """A table; its caption is seen where it says more than the heading above it."""
        if this.caption and this.caption.casefold() != self.title.casefold():
            self._add(ours("Caption", this.caption, rtl=self.sheet.rtl), Heading)
        self._add(table(this, frame), Table)

    def _frame(self, this: Table, style: str = "Rows", description: str = "") -> Frame:
        names = ", ".join(words.text if isinstance(words, Own) else words for words in this.head)
        return Frame(self.sheet.wide, self.sheet.rtl, style, this.caption or self.title, description or names)

    def _drawing(self, drawing: Drawing) -> None:
        """A picture where there is one, and always its twin: nobody can search a picture."""
        if drawing.description:
            self._ours("Lead", drawing.description)
        png = next(self.pictures, b"") if drawn(drawing, self.sheet) else b""
        if png:
            self._picture(drawing, png)
        if drawing.layout == "cv":
            for note in (row.note for row in drawing.rows if row.note):
                self._ours("Lead", note.text if isinstance(note, Own) else note)
        frame = self._frame(drawing.twin, _STYLES.get(drawing.layout, "Rows"), drawing.description)
        if drawing.layout == "card" and self.sheet.small:
            self._add(card(drawing.rows, frame), Table)
        else:
            self._table(drawing.twin, frame)

    def _picture(self, drawing: Drawing, png: bytes) -> None:
        relation, image = self.part.get_or_add_image(io.BytesIO(png))
        size = self.sheet.fit(image.px_width, image.px_height)
        number = sum(block.startswith(_PICTURE) for block in self.blocks) + 1
        shown = picture(relation, size, number, attribute(drawing.title), attribute(in_words(drawing)))
        self._add(paragraph("Picture", shown, rtl=self.sheet.rtl))

    def _contents(self) -> None:
        """The titles of the first two levels as links. A word processor that is told to update them adds the pages."""
        self._ours("TOCHeading", _("Contents"))
        field = (
            _field("begin") + f'<w:r><w:instrText xml:space="preserve">{_TOC}</w:instrText></w:r>' + _field("separate")
        )
        for level, section in _outline(self.document.sections):
            said = runs(section.title, rtl=self.sheet.rtl)
            link = f'<w:hyperlink w:anchor="{self.places[section.key]}" w:history="1">{said}</w:hyperlink>'
            self._add(paragraph(f"TOC{level}", field + link, rtl=self.sheet.rtl))
            field = ""
        self._add(paragraph("Between", field + _field("end")))


_BETWEEN = paragraph("Between", "")
_PICTURE = '<w:p><w:pPr><w:pStyle w:val="Picture"/>'
_TOC = ' TOC \\o "1-2" \\h \\z '


def _field(sort: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>'


def _all(parts: Sequence[Part | Section]) -> Iterator[Section]:
    for part in parts:
        if isinstance(part, Section):
            yield part
            yield from _all(part.parts)


def _outline(sections: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield 1, section
        yield from ((2, part) for part in section.parts if isinstance(part, Section))
