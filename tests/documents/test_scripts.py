"""The scripts of the world in real PDFs and pictures: as themselves, without a box, and read back in order."""

import base64
import json
import re
import shutil
import subprocess
import unicodedata
from io import BytesIO

import pikepdf
import pymupdf
import pytest
import typst

from reflections.documents.document import Document, Heading, Length, Own, Paragraph, Passage, Section, Table
from reflections.documents.paper import to_svg
from reflections.documents.pdf import fonts
from reflections.documents.pdf.job import pdf_job
from reflections.documents.pdf.lettering import lettered
from reflections.documents.pdf.printer import NotPrinted, Printer
from tests.documents.pictures import every_drawing
from tests.documents.scripts import ALL, HAN, NOWHERE, SCRIPTS

UNORDERED = {"Arabic", "Hebrew", "Bengali"}
"""Whose vowels a reader of PDFs puts before their letters, or a letter above them twice: the letters are compared."""
UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f]")
LIGHT = fonts.PACKAGES[:1]


@pytest.fixture(scope="module")
def printer():
    return Printer()


def document(name: str, sentence: str) -> Document:
    """The name and the sentence everywhere words can stand."""
    own = Own(sentence, ((0, 3),))
    parts = (
        Heading(1, Own(name)),
        Passage(sentence, ((1, 4),)),
        Paragraph(sentence),
        Table(name, ("ours", Own(name)), ((Own(name), own), ("ours", Own(sentence, note=name)))),
        *every_drawing(name),
    )
    return Document(name, "en", name, (Section("a", name, name, parts),))


def printed(printer: Printer, given: Document, length: Length = "page") -> pymupdf.Document:
    return pymupdf.open(stream=printer.print(pdf_job(given, length)))


def boxes(pdf: pymupdf.Document) -> list[str]:
    """What was drawn as the sign for what a typeface lacks: glyph 0."""
    traces = (trace for page in pdf for trace in page.get_texttrace())
    return [chr(glyph[0]) for trace in traces for glyph in trace["chars"] if glyph[1] == 0]


def text_of(pdf: bytes) -> str:
    """What poppler reads, without spaces."""
    return bare(subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode())


def bare(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] == "L")


@pytest.mark.parametrize("script", ALL)
def test_every_script_is_printed_without_a_box(printer, script):
    pdf = printed(printer, document(*ALL[script]))
    assert pdf.page_count
    assert not boxes(pdf)


def test_a_box_would_be_seen(printer):
    """Without the rules of PDF/UA typst would draw one."""
    faces = printer.fonts
    source = b'#set text(font: "Literata", fallback: false); #"\xe0\xbd\x80"'
    assert boxes(pymupdf.open(stream=typst.Compiler(source, font_paths=faces).compile(format="pdf")))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
@pytest.mark.parametrize("script", ALL)
def test_names_and_sentences_are_read_back_in_order(printer, script):
    name, sentence = ALL[script]
    given = Document("Title", "en", sections=(Section("a", "Head", parts=(Heading(1, Own(name)), Passage(sentence))),))
    found = text_of(printer.print(pdf_job(given, "page")))
    if script in UNORDERED:
        for word in re.split(r"\W+", "".join(s for s in sentence if unicodedata.category(s)[0] != "M")):
            assert letters(word) in letters(found)
    else:
        assert bare(name) in found
        assert bare(sentence) in found


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_no_letter_is_read_out_twice_for_the_dots_upon_it(printer):
    given = Document("Title", "en", sections=(Section("a", "Head", parts=(Passage("جميع بحث ثقة"),)),))
    assert "جميعبحثثقة" in text_of(printer.print(pdf_job(given, "page")))


@pytest.mark.parametrize("script", ALL)
def test_words_on_pictures_are_set_in_our_typefaces(printer, script):
    svgs = [to_svg(drawing, 500) for drawing in every_drawing(ALL[script][0]) if drawing.layout in {"joined", "rings"}]
    pictures = json.loads(printer.print(json.dumps({"make": "png", "svgs": svgs}).encode()))
    for svg, picture in zip(svgs, pictures, strict=True):
        assert "<text" in svg
        assert "<text" not in lettered(svg)["svg"]
        pixels = pymupdf.Pixmap(base64.b64decode(picture))
        assert pixels.width == 1250
        assert pixels.color_count() > 2, svg


def test_han_takes_the_shapes_of_its_language():
    shapes = {script: fonts.writes_han("en", " ".join(said)) for script, said in HAN.items()}
    assert list(shapes.values()) == ["SC", "TC", "JP", "KR"]
    assert fonts.writes_han("ja", "陈晓东") == "JP"
    assert fonts.writes_han("zh-hant", "骨") == "TC"
    assert fonts.writes_han("de", "Zoë") == "SC"


def test_the_typeface_of_its_language_is_in_the_file(printer):
    for script, (name, sentence) in HAN.items():
        pdf = printer.print(pdf_job(document(name, sentence), "card"))
        used = {
            str(font.BaseFont) for page in pikepdf.open(BytesIO(pdf)).pages for font in page.Resources.Font.values()
        }
        assert any("CJK" in name for name in used), script


@pytest.mark.parametrize("script", NOWHERE)
def test_what_no_typeface_has_is_written_by_name_and_reported(printer, script):
    pdf = printed(printer, document(NOWHERE[script], f"Before {NOWHERE[script]} after"))
    words = " ".join(" ".join(page.get_text() for page in pdf).split())
    assert not boxes(pdf)
    assert re.search(r"Before \[[\w ,+-]+\] after", words)
    assert "stand by name" in words


@pytest.mark.parametrize("script", HAN)
def test_without_the_large_package_its_scripts_are_written_by_name(monkeypatch, script):
    monkeypatch.setattr(fonts, "PACKAGES", LIGHT)
    pdf = printed(Printer(), document(*HAN[script]))
    words = " ".join(" ".join(page.get_text() for page in pdf).split())
    assert not boxes(pdf)
    assert re.search(r"\[(cjk unified ideograph-[0-9a-f]|hangul syllable [a-z]+)", words)
    assert "stand by name" in words


def test_without_the_large_package_all_other_scripts_are_the_same(monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGES", LIGHT)
    for name, sentence in SCRIPTS.values():
        assert not fonts.uncovered(name + sentence)
    pdf = printed(Printer(), document(*SCRIPTS["Devanagari"]))
    assert "stand by name" not in " ".join(page.get_text() for page in pdf)


def test_a_missing_typeface_is_an_error_and_no_file(monkeypatch):
    monkeypatch.setattr(fonts, "SIGNS", ("Noto Nowhere",))
    with pytest.raises(NotPrinted, match="noto nowhere"):
        Printer().print(pdf_job(document("Zoë", "words"), "page"))
