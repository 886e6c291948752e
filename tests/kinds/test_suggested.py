"""Rows a page of questions begins with: from the guesses about places, in the guide as it ships."""

from typing import Any

import pytest
from django.test import Client

from reflections.kinds.rows import KIND
from reflections.people.models import Person
from tests.conftest import Write
from tests.kinds.examples import prompt, query
from tests.kinds.places import SUN, A, B, cell, line, place, value
from tests.kinds.reading import Page, render

COLUMNS = [{"key": "who", "type": "line"}, {"key": "question", "type": "text"}]
PROMPT = prompt(
    "rows",
    "ask-whom",
    columns=COLUMNS,
    into="question",
    questions=[{"key": "breadth", "label": "How deep?"}],
    words={"about": "At {place}:", "own": "And {line}?", "from": "From your guesses."},
    start=2,
    **{"from": {"prompt": "places"}},
)
GUESSES: dict[str, Any] = {
    "places": value(
        place(A, "{line} & <b>", breadth=cell(3, "guessed"), pace=cell(1, "guessed")),
        place(B, "Lab", breadth=cell(2, "heard"), **{f"_{SUN}": cell(2, "guessed")}),
        own=(line(SUN, "Sun", "Rain"),),
    )
}
SAID = ["At {line} & <b>:\nHow deep?", "At Lab:\nAnd Sun – Rain?"]


def questions(shown: Page) -> list[str]:
    found = [control.sent()[0] for control in shown.controls if control.name.endswith("-question")]
    return [text.replace("\r\n", "\n") for text in found if text]


def test_each_place_with_guesses_has_a_row_with_its_questions() -> None:
    shown = render(KIND.form(PROMPT, None, GUESSES), PROMPT)
    assert questions(shown) == SAID, "a line without a question of its own is left out"
    assert "From your guesses." in shown.markup
    rows = KIND.clean(PROMPT, shown.sends(), GUESSES)["rows"]
    assert [row["cells"] for row in rows] == [{"question": text} for text in SAID]


@pytest.mark.parametrize("earlier", [{}, {"places": value()}, {"places": {"kind": "text", "v": 1, "text": "x"}}])
def test_without_guesses_nothing_is_suggested(earlier: dict[str, Any]) -> None:
    shown = render(KIND.form(PROMPT, None, earlier), PROMPT)
    assert not questions(shown) and "From your guesses." not in shown.markup


def test_nothing_is_suggested_again_once_something_is_stored_or_typed() -> None:
    stored: Any = KIND.clean(PROMPT, query({f"a-{A}-who": "Marta"}))
    assert not questions(render(KIND.form(PROMPT, stored, {**GUESSES, "": stored}), PROMPT))
    assert not questions(render(KIND.form(PROMPT, None, GUESSES, data=query({})), PROMPT))


def test_skipping_leaves_the_page_open_but_keeps_what_was_changed() -> None:
    sent = render(KIND.form(PROMPT, None, GUESSES), PROMPT).sends()
    sent["then"] = "skip"
    assert KIND.is_empty(KIND.clean(PROMPT, sent, GUESSES))
    mine = next(name for name in sent if name.endswith("-who"))
    sent[mine] = "Marta"
    (row,) = KIND.clean(PROMPT, sent, GUESSES)["rows"]
    assert row["cells"] == {"who": "Marta", "question": SAID[0]}


@pytest.mark.django_db
def test_in_the_guide_a_guess_becomes_a_question(as_ada: Client, ada: Person, write: Write) -> None:
    guess: Any = value(place(A, "The lab", exploration=cell(3, "guessed")))
    write(ada, "places", value=guess)
    html = as_ada.get("/write/ask-whom/").text
    assert "About The lab:\nHow much room is there to explore?" in html
    assert "Your guesses about places" in html
    assert "0 of 4" not in html
    assert not ada.journal.rounds.get().answers.filter(prompt="ask-whom").exists(), "looking stores nothing"
