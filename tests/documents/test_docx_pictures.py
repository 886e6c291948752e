"""Drawings in a word processor's file: real pictures, said in words, and a table that says all of it."""

import pytest
from docx.oxml.ns import qn

from reflections.documents.document import Own
from reflections.documents.docx import svgs, to_docx
from reflections.documents.drawings import Chosen, CvLine, Line, card, dumbbells, mirror_cv, two_columns
from tests.documents.opened import Opened, of, painted
from tests.documents.pictures import every_drawing

BELLS = dumbbells("Style", [Line(Own("alone"), Own("together"), now=2, wish=5)])


def with_pictures(*parts, length="page", language="en"):
    document = of(*parts, language=language)
    return Opened(to_docx(document, painted(svgs(document, length)), length))


def sizes(file):
    return [(int(one.get("cx")), int(one.get("cy"))) for one in file.all("wp:extent")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_picture_is_said_in_words_and_as_wide_as_the_text(language):
    document = of(*every_drawing("mine"), language=language)
    file = with_pictures(*every_drawing("mine"), language=language)
    named = [(one.get("title"), one.get("descr")) for one in file.all("wp:docPr")]
    assert len(named) == len(svgs(document)) == 10
    assert all(title and len(words) > 10 for title, words in named)
    assert len({one.get("id") for one in file.all("wp:docPr")}) == len(named)
    section = file.word.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    assert {across for across, _down in sizes(file)} == {wide}


def test_words_for_a_picture_are_its_rows():
    words = with_pictures(BELLS).all("wp:docPr")[0].get("descr")
    assert words == "circle: today, square: wished. From: alone, To: together, Today: 2 of 7, Wished: 5 of 7."


def test_many_words_for_a_picture_lead_to_the_table():
    lines = [Line(Own(f"from {n}"), Own(f"to {n}"), now=2) for n in range(20)]
    words = with_pictures(dumbbells("Style", lines)).all("wp:docPr")[0].get("descr")
    assert words.endswith("The table below says all of it.")
    assert len(words) < 1000


def test_pictures_stand_where_they_belong():
    file = with_pictures(BELLS, mirror_cv("CVs", [CvLine("2019", "won", "lost")]))
    titles = [one.get("title") for one in file.all("wp:docPr")]
    pictures = [one.get(qn("r:embed")) for one in file.all("a:blip")]
    assert titles == ["Style", "CVs"]
    parts = [file.word.part.related_parts[relation].blob for relation in pictures]
    assert parts == painted(svgs(of(BELLS, mirror_cv("CVs", [CvLine("2019", "won", "lost")]))))


@pytest.mark.parametrize("pictures", [(), (b"",) * 10])
def test_without_pictures_the_tables_say_the_same(pictures):
    bare = Opened(to_docx(of(*every_drawing("mine")), pictures))
    assert bare.all("w:drawing") == []
    assert bare.text().replace("\n", "") == with_pictures(*every_drawing("mine")).text().replace("\n", "")


def test_what_is_words_alone_is_no_picture():
    told = two_columns("Two", ("Plain", "Marked"), [(Own("a"), Own("b"))])
    promised = card("Card", [Chosen("b", "start", Own("I cite"), Own("name them"))], {"start": "I start"})
    assert svgs(of(told, promised)) == []
    assert [len(table.columns) for table in Opened(to_docx(of(told, promised))).word.tables] == [2, 4]


def test_on_a_small_sheet_a_card_is_one_column():
    promised = card("Card", [Chosen(Own("b"), "start", Own("I cite"), Own("name them"))], {"start": "I start"})
    table = Opened(to_docx(of(promised), (), "card")).word.tables[0]
    assert [cell.text for row in table.rows for cell in row.cells] == ["I start", "b\nWhen  I cite\nI will  name them"]


def test_two_cvs_are_drawn_as_an_axis_and_told_once():
    drawing = mirror_cv("CVs", [CvLine("2019", "won a prize", "lost one"), CvLine("then", "", "waited")])
    assert "won a prize" not in svgs(of(drawing))[0]
    text = with_pictures(drawing).text()
    assert text.count("won a prize") == 1
    assert "1 line has no year." in text


def test_a_picture_that_no_sheet_could_show_is_left_out():
    tall = dumbbells("Style", [Line(Own("x" * 9000), Own("y"), now=2)])
    assert svgs(of(tall)) == []
    high = dumbbells("Style", [Line(Own(f"line {n}"), Own("y"), now=2) for n in range(40)])
    file = with_pictures(tall, high)
    across, down = sizes(file)[0]
    section = file.word.sections[0]
    assert ["line 0" in one.get("descr") for one in file.all("wp:docPr")] == [True]
    assert down < section.page_height - section.top_margin - section.bottom_margin
    assert across < section.page_width - section.left_margin - section.right_margin
