"""Letters that would be read out twice: once for their body, and again for the dot or vowel upon it.

Typst sets what stands higher or lower apart, and says of each part all of the letter's text. A part without a width of
its own never stands alone, so it is given nothing to say (an empty ActualText, ISO 32000-1, 14.9.4).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, String

_JOINS = re.compile(r"\+NotoSans(?!CJK|Symbols)")
_MARKED = {"BDC", "BMC", "EMC"}
_SILENT = ContentStreamInstruction([Name.Span, Dictionary(ActualText=String(""))], Operator("BDC"))
_END = ContentStreamInstruction([], Operator("EMC"))

type Widths = defaultdict[int, float]
type Instruction = ContentStreamInstruction | ContentStreamInlineImage


def without_echoes(document: Pdf) -> None:
    """Silence parts of letters on every page where a typeface puts letters together."""
    known: dict[tuple[int, int], Widths] = {}
    for page in document.pages:
        fonts = page.resources.get("/Font", Dictionary())
        if any(_JOINS.search(str(font.get("/BaseFont"))) for font in fonts.values()):
            known |= {font.objgen: _widths(font) for font in fonts.values() if font.objgen not in known}
            widths = {name: known[font.objgen] for name, font in fonts.items()}
            page.Contents = document.make_stream(pikepdf.unparse_content_stream([*_silenced(page, widths)]))


def _silenced(page: pikepdf.Page, fonts: dict[str, Widths]) -> Iterator[Instruction]:
    """The page's instructions; a text object of such parts alone has its own words taken away."""
    text: list[ContentStreamInstruction] = []
    for one in pikepdf.parse_content_stream(page):
        if isinstance(one, ContentStreamInstruction) and (text or str(one.operator) == "BT"):
            text.append(one)
        else:
            yield one
        if str(one.operator) == "ET":
            yield from _silent(text) if _is_part(text, fonts) else text
            text = []


def _silent(text: list[ContentStreamInstruction]) -> list[ContentStreamInstruction]:
    inside = [one for one in text[1:-1] if str(one.operator) not in _MARKED]
    return [text[0], _SILENT, *inside, _END, text[-1]]


def _is_part(text: list[ContentStreamInstruction], fonts: dict[str, Widths]) -> bool:
    found: list[float] = []
    widths: Widths = defaultdict(float)
    for one in text:
        if str(one.operator) == "Tf":
            widths = fonts[str(one.operands[0])]
        elif str(one.operator) in {"Tj", "TJ"}:
            found += [widths[glyph] for glyph in _glyphs(one.operands[0])]
    return bool(found) and not any(found)


def _glyphs(shown: pikepdf.Object) -> Iterator[int]:
    """The numbers of the glyphs that are shown, two bytes each."""
    for part in shown if isinstance(shown, Array) else [shown]:
        if isinstance(part, String):
            codes = bytes(part)
            yield from (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))


def _widths(font: pikepdf.Object) -> Widths:
    """The widths of a font's glyphs, from its list: `first [width …]` or `first last width`; others have `/DW`."""
    inner = font.DescendantFonts[0]
    usual = float(inner.get("/DW", 1000))
    widths: Widths = defaultdict(lambda: usual)
    listed = list(inner.get("/W", []))
    while listed:
        first, second = int(listed.pop(0)), listed.pop(0)
        if isinstance(second, Array):
            widths.update((first + n, float(width)) for n, width in enumerate(second))
        else:
            widths.update(dict.fromkeys(range(first, int(second) + 1), float(listed.pop(0))))
    return widths
