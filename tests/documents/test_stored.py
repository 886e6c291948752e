"""Parts of a document as JSON and back: what a room saw is kept as it was shown."""

import json

import pytest

from reflections.documents.document import Beside, Heading, Note, Own, Paragraph, Passage, Ref, Remark, Remarks, Table
from reflections.documents.stored import pack, unpack
from tests.documents.hostile import HOSTILE
from tests.documents.pictures import every_drawing, room_drawings


def there_and_back(*parts):
    return unpack(json.loads(json.dumps(pack(parts))))


@pytest.mark.parametrize("words", HOSTILE)
def test_every_drawing_comes_back_as_it_was(words):
    for drawing in (*every_drawing(words), *room_drawings()):
        assert there_and_back(drawing) == (drawing,)


def test_words_come_back_in_the_same_voice():
    table = Table("Lines", ("Line",), ((Own("a", ((0, 1),), "b"),), ("ours",)))
    (back,) = there_and_back(table)
    assert back == table
    assert isinstance(back.rows[0][0], Own) and isinstance(back.rows[1][0], str)


def test_all_that_is_words_comes_back():
    parts = (
        Heading(1, Own("x")),
        Paragraph("a"),
        Note("b", "letter"),
        Passage("c", ((0, 1),), Ref("page 7", "/write/x/")),
        Beside(("Then", "Now"), Passage(""), Passage("d")),
        Remarks((Remark("e", (Ref("page 1", "/"),)),)),
    )
    assert there_and_back(*parts) == parts
    assert there_and_back() == ()


@pytest.mark.parametrize("strange", [{"is": "Nobody"}, {"is": "dataclass"}, {"is": "Own.__class__"}, {"text": "x"}])
def test_a_sort_nobody_knows_is_refused(strange):
    with pytest.raises(KeyError):
        unpack([strange])
