"""The printer for word processors: what stands in the file, read back from it."""

import datetime as dt
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

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
from tests.documents.opened import Opened, of, painted, said, style_of
from tests.documents.pictures import every_drawing

DAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TABLE = Table("A table", ("Who", Own("my column")), ((Own("Marta", note="of old"), "3 of 7"), ("ours", Own("mine"))))


def opened(*parts, **more):
    return Opened(to_docx(of(*parts), **more))


def test_headings_are_real_and_skip_no_level():
    deep = Section("two", "Two", "", (Heading(3, "Deep"), Heading(1, Own("Mine")), Passage("words")))
    file = opened(Heading(2, "First"), deep, Section("three", "Three"))
    assert file.headings() == [(1, "One"), (2, "First"), (2, "Two"), (3, "Deep"), (3, "Mine"), (2, "Three")]
    names = [one.style.name for one in file.word.paragraphs if one.text == "One"]
    assert names == ["Heading 1"]


def test_it_has_a_title_a_language_a_day_and_nobodys_name():
    file = Opened(to_docx(of(Passage("words"), language="pt-BR"), made_at=DAY))
    about = file.word.core_properties
    assert (about.title, about.language, about.created) == ("Title", "pt-BR", DAY)
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    assert {name for name in file.files if name.startswith("docProps")} == {"docProps/core.xml"}
    assert file.word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "pt-BR"
    assert file.word.paragraphs[0].style.name == "Title"


def test_own_words_keep_their_lines_and_stand_in_a_voice_of_their_own():
    file = opened(Passage("one\r\n\n  two\tthree"), Paragraph("ours"))
    assert file.styled("OwnWords") == ["one", "", "  two\tthree"]
    own, ours = (file.word.styles[name].font.name for name in ("Own words", "Normal"))
    assert (own, ours) == ("Cambria", None)
    assert file.word.styles["Own words"].element.find(f".//{qn('w:pBdr')}/{qn('w:left')}") is not None


def test_marks_are_highlighted_and_bold():
    file = opened(Passage("one two\nthree", ((4, 10), (12, 13))), TABLE)
    marked = [run.text for one in file.word.paragraphs for run in one.runs if run.font.highlight_color]
    assert marked == ["two", "th", "e"]
    bold = [run.text for one in file.word.paragraphs for run in one.runs if run.style.font.bold]
    assert bold == marked
    assert file.styled("OwnWords") == ["one two", "three"]


def test_a_table_has_a_head_that_comes_again_and_says_what_it_is():
    table = opened(TABLE).all("w:tbl")[0]
    assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in table.tr_lst] == [True, False, False]
    look = table.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "A table"
    assert table.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "Who, my column"


def test_a_table_says_all_of_its_cells():
    rows = [[cell.text for cell in row.cells] for row in opened(TABLE).word.tables[0].rows]
    assert rows == [["Who", "my column"], ["Marta\nof old", "3 of 7"], ["ours", "mine"]]


def test_a_head_that_is_longer_than_a_page_does_not_come_again():
    file = opened(Table("T", ("Who", Own("x" * 9000)), (("a", "b"),)))
    assert file.all("w:tblHeader") == []
    assert len(opened(Table("T", ("Who", Own("x" * 90)), (("a", "b"),))).all("w:tblHeader")) == 1


def test_a_caption_is_seen_where_it_says_more_than_the_heading():
    assert opened(TABLE).styled("Caption") == ["A table"]
    assert opened(Heading(1, "A table"), TABLE).styled("Caption") == []


def test_tables_do_not_grow_together_nor_passages():
    untitled = Table("", ("a",), (("b",),))
    file = opened(untitled, untitled, Passage("one"), Passage("two"), untitled)
    blocks = [one.tag for one in file.body.body]
    assert all(after == qn("w:p") for before, after in pairwise(blocks) if before == qn("w:tbl"))
    assert file.styled("OwnWords", "Between") == ["", "", "one", "", "two", ""]


def test_two_passages_stand_side_by_side():
    table = opened(Beside(("May", "November"), Passage("then\nand", ((0, 4),)), Passage(" "))).word.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["May", "November"],
        ["then\nand", "left open"],
    ]
    assert table.rows[1].cells[0].paragraphs[0].style.name == "Own words"


def test_remarks_are_a_list_whose_places_are_links_inside_the_file():
    remark = Remark(
        "Said of you.", (Ref("Page 2", "#two"), Ref("Page 3", "#three"), Ref("Page 4", "/write/x/"), Ref("5", ""))
    )
    file = opened(Remarks((remark,)), Section("two", "Two", "Page 2", (Passage("words", ref=Ref("Page 2", "#two")),)))
    listed = next(one for one in file.word.paragraphs if one.style.name == "List Bullet")
    assert listed.text == "Said of you.  Page 2, Page 3, Page 4, 5"
    links = [(said(one), one.get(qn("w:anchor"))) for one in file.all("w:hyperlink")]
    place = next(one.getparent() for one in file.all("w:bookmarkStart") if one.get(qn("w:name")) == links[0][1])
    assert [words for words, _place in links] == ["Page 2", "Page 2"]
    assert said(place) == "Two"


def test_a_note_is_set_off():
    file = opened(Note("Sealed."))
    assert file.styled("Note") == ["Sealed."]
    assert file.word.styles["Note"].element.find(f".//{qn('w:shd')}") is not None


@pytest.mark.parametrize(("length", "size"), [("card", (105, 148)), ("page", (210, 297)), ("book", (210, 297))])
def test_the_paper_is_that_of_the_length_with_its_number_below(length, size):
    file = opened(Passage("words"), length=length)
    section = file.word.sections[0]
    assert [round(side / Mm(1)) for side in (section.page_width, section.page_height)] == [*size]
    assert [one.strip() for one in file.instructions()][-1:] == (
        ["PAGE"] if length != "book" else ['TOC \\o "1-2" \\h \\z']
    )
    assert b" PAGE " in file.files["word/footer1.xml"]


def test_a_book_has_contents_that_lead_to_its_sections():
    two = Section("two", "Two")
    contents = [(style_of(one), said(one)) for one in opened(two, length="book").all("w:p") if "TOC" in style_of(one)]
    assert contents == [("TOCHeading", "Contents"), ("TOC1", "One"), ("TOC2", "Two")]
    file = opened(two, length="book")
    there = {one.get(qn("w:name")) for one in file.all("w:bookmarkStart")}
    assert {one.get(qn("w:anchor")) for one in file.all("w:hyperlink")} <= there
    assert opened(two).all("w:hyperlink") == []


def test_the_same_document_is_the_same_file():
    document = of(*every_drawing("mine"))
    pictures = painted(svgs(document))
    first, second = (to_docx(document, pictures, made_at=DAY) for _n in range(2))
    assert first == second
    assert {info.date_time for info in Opened(first).infos} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_document_is_whole_too():
    assert Opened(to_docx(Document("Title", "en"))).text() == "Title"
