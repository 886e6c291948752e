"""Words in a word processor's file: whatever was typed is text, in its script, in its direction."""

import re

import pytest
from docx.oxml.ns import qn

from reflections.documents.document import (
    Beside,
    Document,
    Heading,
    Note,
    Own,
    Paragraph,
    Passage,
    Ref,
    Remark,
    Remarks,
    Section,
    Table,
)
from reflections.documents.docx import svgs, to_docx
from tests.documents.hostile import HOSTILE
from tests.documents.opened import Opened, of, painted, said, style_of
from tests.documents.pictures import every_drawing
from tests.documents.scripts import ALL, NOWHERE

UNSPEAKABLE = "a\x00b\x1bc\x7fd\ud800e\ufffef\uffffg\U0001fffeh"
COMMANDS = (
    '{ HYPERLINK "http://x.example" }',
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "=cmd|'/c calc'!A1",
    '#panic("x")',
    "</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>",
    '" r:id="rId9',
    "_x000D_",
    "INCLUDEPICTURE",
)
EVERYTHING = (*HOSTILE, *COMMANDS, UNSPEAKABLE)
DRAWN = (*COMMANDS, UNSPEAKABLE, "]]>", "<script>alert(1)</script>", "{{ x }}", "\u202eabc", "x" * 20_000)
CANNOT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\U0001fffe]")
LINES = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
ARABIC = "أكتب كلّ صباح قبل أن يصل الآخرون، ثم أقرأ paper واحدًا (نحو 12 صفحة)."
HEBREW = "אני כותבת כל בוקר, 12 עמודים ב-LaTeX, ואחר כך קפה."
WORLD = {name: " ".join(said) for name, said in ALL.items()} | NOWHERE | {"mixed": f"{ARABIC} {HEBREW} é\u0301"}


def everywhere(words):
    """A document with `words` wherever words may be, ours and theirs."""
    own = Own(words, ((0, 2),), note=words)
    parts = (
        Passage(words, ((0, 1), (1, 3)), Ref(words, words)),
        Heading(1, words),
        Heading(1, Own(words)),
        Paragraph(words),
        Note(words),
        Remarks((Remark(words, (Ref(words, f"#{words}"),)),)),
        Beside((words, words), Passage(words), Passage(words)),
        Table(words, (words, own), ((own, words), (words, own))),
    )
    return Document(words, "en", words, (Section("k", words, words, (*parts, Section("n", words, "", parts))),))


def shown(words):
    """What a reader sees of what was typed."""
    return CANNOT.sub("\ufffd", words)


def skeleton(file):
    """What the file is made of, but for what each line and script adds to its words."""
    rows = [len(row.tc_lst) for table in file.all("w:tbl") for row in table.tr_lst]
    names = ("w:hyperlink", "w:fldSimple", "w:fldChar", "w:drawing", "w:bookmarkStart", "w:sectPr")
    return rows, [len(file.all(name)) for name in names], [level for level, _text in file.headings()]


@pytest.mark.parametrize("words", EVERYTHING, ids=lambda words: ascii(words[:20]))
def test_hostile_words_are_text_and_make_nothing_else(words):
    file, tame = (Opened(to_docx(everywhere(typed))) for typed in (words, "tame"))
    assert skeleton(file) == skeleton(tame)
    assert file.instructions() == [" PAGE "]
    assert [relation.get("TargetMode") for relation in file.relations()] == [None] * 6
    assert {one.tag for one in file.body.iter()} <= {
        *(one.tag for one in tame.body.iter()),
        *map(qn, ("w:tab", "w:br", "w:bidi", "w:rtl", "w:lang", "w:rFonts", "w:rPr", "w:r", "w:t")),
    }


@pytest.mark.parametrize("words", EVERYTHING, ids=lambda words: ascii(words[:20]))
def test_a_reader_sees_what_was_typed(words):
    file = Opened(to_docx(of(Passage(words, ((0, 2),)), Paragraph(words))))
    lines = LINES.split(shown(words))
    assert file.styled("OwnWords", "OwnWordsRight") == lines
    assert file.styled("Normal") == ["\n".join(lines)]


@pytest.mark.parametrize("words", DRAWN, ids=lambda words: ascii(words[:20]))
def test_hostile_words_are_inert_in_pictures_and_in_what_is_said_of_them(words):
    document = of(*every_drawing(words[:400], ours=words[:100]))
    file = Opened(to_docx(document, painted(svgs(document))))
    assert len(file.all("wp:docPr")) == len(svgs(document))
    assert {relation.get("TargetMode") for relation in file.relations()} == {None}


def test_what_no_file_can_hold_is_seen_to_be_missing():
    file = Opened(to_docx(of(Passage(UNSPEAKABLE))))
    assert file.styled("OwnWords") == ["a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh"]
    assert Opened(to_docx(everywhere(UNSPEAKABLE))).word.core_properties.title == shown(UNSPEAKABLE)


def test_a_word_without_end_widens_no_table():
    long = "x" * 20_000
    file = Opened(
        to_docx(of(Table("T", ("a", "b"), ((Own(long), "b"),)), Beside(("a", "b"), Passage(long), Passage("b"))))
    )
    section = file.word.sections[0]
    wide = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in file.all("w:tbl"):
        assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        widths = [int(column.get(qn("w:w"))) for column in table.tblGrid.gridCol_lst]
        assert sum(widths) == wide and min(widths) > 300
        assert not table.tr_lst[1].findall(f".//{qn('w:cantSplit')}")


@pytest.mark.parametrize("words", WORLD.values(), ids=list(WORLD))
def test_scripts_of_the_world_come_back_sign_by_sign(words):
    file, tame = (Opened(to_docx(everywhere(typed))) for typed in (words, "tame"))
    assert file.text().count(words) == tame.text().count("tame") > 40


@pytest.mark.parametrize(("words", "latin"), [(ARABIC, "paper"), (HEBREW, "LaTeX")])
def test_what_runs_from_the_right_says_so(words, latin):
    line, turned, figures = Opened(to_docx(of(Passage(f"A line\n{words}\n123")))).all("w:p")[-3:]
    assert [style_of(one) for one in (line, turned, figures)] == ["OwnWords", "OwnWordsRight", "OwnWords"]
    assert [bool(one.pPr.findall(qn("w:bidi"))) for one in (line, turned)] == [False, True]
    runs = [(said(run), bool(run.findall(f".//{qn('w:rtl')}"))) for run in turned.iter(qn("w:r"))]
    assert [text for text, right in runs if not right] == [latin]
    assert "".join(text for text, _right in runs) == words


@pytest.mark.parametrize(("language", "right"), [("ar", True), ("he-IL", True), ("en", False), ("ja", False)])
def test_a_language_from_the_right_turns_the_whole_file(language, right):
    table = Table("T", ("a", "b"), (("c", Own("English")), ("د", "e")))
    file = Opened(to_docx(of(Paragraph("كلمة"), table, Passage("English"), language=language)))
    turned = [bool(file.body.body.sectPr.findall(qn("w:bidi"))), bool(file.all("w:bidiVisual"))]
    turned += [
        bool(one.findall(f".//{qn('w:bidi')}")) for one in file.all("w:p") if style_of(one) in {"Title", "Normal"}
    ]
    assert turned == [right] * 4
    assert file.styled("OwnWords") == ["English"]


def test_languages_are_said_for_each_sort_of_script():
    def spoken(language):
        said = Opened(to_docx(of(language=language))).word.styles.element.find(f".//{qn('w:lang')}")
        return [said.get(qn(name)) for name in ("w:val", "w:bidi", "w:eastAsia")]

    assert spoken("de") == ["de", "ar-SA", "ja-JP"]
    assert spoken("fa") == ["fa", "fa", "ja-JP"]
    assert spoken("zh-hant") == ["zh-hant", "ar-SA", "zh-hant"]


@pytest.mark.parametrize(
    ("name", "tongue"), [("Chinese, simplified", "zh-CN"), ("Japanese", "ja-JP"), ("Korean", "ko-KR")]
)
def test_han_is_shaped_for_the_language_around_it(name, tongue):
    file = Opened(to_docx(of(Passage(WORLD[name]))))
    assert {one.get(qn("w:eastAsia")) for one in file.all("w:lang")} == {tongue}
    assert all(one.get(qn("w:eastAsia")) for one in file.all("w:rFonts"))


@pytest.mark.parametrize("name", ["Devanagari", "Tamil", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan"])
def test_letters_put_together_from_parts_are_named_as_such(name):
    file = Opened(to_docx(of(Passage(WORLD[name]))))
    assert "".join(said(one.getparent().getparent()) for one in file.all("w:cs")).strip(".") == WORLD[name].strip(".")
    assert all(one.get(qn("w:cs")) for one in file.all("w:rFonts"))


def test_nothing_turns_the_words_behind_it_around():
    file = Opened(to_docx(of(Remarks((Remark("\u202eabc \u2067d", (Ref("Page 2", ""),)),)))))
    assert file.styled("ListBullet") == ["\u202eabc \u2067d\u2069\u202c  Page 2"]
