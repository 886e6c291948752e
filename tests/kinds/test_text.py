"""What only a text does: sentences for a wall, then and now."""

import pytest

from reflections.documents.document import Beside, Passage
from reflections.kinds.base import Invalid
from reflections.kinds.room import MAX_WALL, carried
from reflections.kinds.text import KIND
from tests.kinds.examples import prompt, query
from tests.kinds.reading import render

PROMPT = prompt("text", words={"placeholder": "A moment"})


def value(text: str) -> dict[str, object]:
    return {"kind": "text", "v": 1, "text": text}


def test_a_sentence_is_a_line_for_the_wall() -> None:
    shares = KIND.shareable(PROMPT, value("One. Two!  Three?\n\nfour\nOne."))
    assert [share.words for share in shares] == ["One.", "Two!", "Three?", "four"]


def test_a_long_sentence_is_cut_between_words_and_may_be_rewritten() -> None:
    (share,) = KIND.shareable(PROMPT, value("word " * 100))
    assert len(share.words) <= MAX_WALL and share.words.endswith("word …")
    sent = KIND.clean_part(PROMPT, query({"part": carried(share.part), "line": " shorter\n now "}))
    assert sent == {"kind": "text", "v": 1, "line": "shorter now"}


@pytest.mark.parametrize("line", ["", " ", "x" * (MAX_WALL + 1), "\ud800"])
def test_a_rewritten_line_has_bounds(line: str) -> None:
    part = {"kind": "text", "v": 1, "line": "fine"}
    with pytest.raises(Invalid) as raised:
        KIND.clean_part(PROMPT, query({"part": carried(part), "line": line}))
    assert set(raised.value.errors) == {"line"}


def test_the_wall_hides_the_order_of_sending() -> None:
    parts = [{"line": line} for line in ("pear", "Apple", "fig", "apple", "plum")]
    wall = KIND.pool(PROMPT, parts, 5)
    assert wall is not None
    assert [row[0].text for row in wall.rows] == ["Apple", "apple", "fig", "pear", "plum"]


def test_then_and_now_says_only_how_much() -> None:
    same, moved = (KIND.compare(PROMPT, value("a b"), value(new))[0] for new in ("a b", "c"))
    assert (same.text, moved.text) == ("The same words as before.", "Then 2 words, now 1 word.")
    assert KIND.compare(PROMPT, value("a b"), value("c"))[1] == Beside(("Then", "Now"), Passage("a b"), Passage("c"))


def test_the_limit_is_said_before_it_is_reached() -> None:
    page = render(KIND.form(PROMPT), PROMPT)
    (field,) = page.named("a-text")
    assert "Up to 20,000 characters." in " ".join(page.texts[one] for one in field.described())
    assert field.attrs["placeholder"] == "A moment"
