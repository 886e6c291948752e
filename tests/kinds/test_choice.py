"""What only a choice does: options from an earlier answer, own words, a limit, counts for the room."""

import pytest

from reflections.documents.document import Drawing
from reflections.kinds.base import Invalid
from reflections.kinds.choice import KIND
from tests.kinds.choice import FROM, FULL, OWN, count, one, value
from tests.kinds.examples import query
from tests.kinds.reading import Page, merged, render

PROMPT, EARLIER = FULL.prompt, FULL.earlier


def page(stored: dict[str, object] | None = None, **more: object) -> Page:
    return render(KIND.form(PROMPT, value=stored, earlier=EARLIER, **more), PROMPT)


def test_rows_that_say_how_are_options() -> None:
    boxes = {control.attrs["value"]: control.label for control in page().named("a-chosen")}
    assert list(boxes) == ["intuitions", "precision", "own-doubt", FROM]
    assert "draws it first" in boxes[FROM]


def test_words_of_a_row_that_is_gone_are_remembered() -> None:
    stored = value(one(FROM, "draws it first", "in March"), one("retired", "An option of last year"))
    gone = {"": stored, "admired": {"kind": "rows", "v": 1, "rows": []}}
    shown = render(KIND.form(PROMPT, value=stored, earlier=gone), PROMPT)
    kept = KIND.clean(PROMPT, shown.sends(), gone)
    assert sorted(kept["chosen"], key=str) == sorted(stored["chosen"], key=str)


def test_two_lines_for_own_words_are_always_offered() -> None:
    def lines(stored: dict[str, object] | None) -> list[str]:
        return [control.sent()[0] for control in page(stored).controls if control.name.startswith("a-words-")]

    assert lines(None) == ["", ""]
    assert lines(value(one(OWN, "asking twice"))) == ["asking twice", "", ""]


def test_an_own_line_keeps_its_key_however_often_it_is_saved() -> None:
    shown = page()
    name = next(control.name for control in shown.controls if control.name.startswith("a-words-"))
    saves = [KIND.clean(PROMPT, merged(shown, {name: words}), EARLIER) for words in ("ask", "asking twice")]
    assert saves[0]["chosen"][0]["key"] == saves[1]["chosen"][0]["key"] == name.removeprefix("a-words-")


def test_a_fourth_is_refused_and_nothing_typed_is_lost() -> None:
    data = query(
        {
            "a-chosen": ["intuitions", "precision", "own-doubt"],
            f"a-words-{OWN}": "mine",
            "a-moment-own-doubt": "typed",
            f"a-moment-{OWN}": "typed too",
        }
    )
    with pytest.raises(Invalid) as raised:
        KIND.clean(PROMPT, data, EARLIER)
    assert raised.value.errors == {"a-chosen": "You chose 4; choose up to 3. Take 1 away: all you typed is still here."}
    sent = page(data=data).sends()
    assert {name: sent.getlist(name) for name in data} == {name: data.getlist(name) for name in data}


def test_how_many_is_said_before() -> None:
    assert "Choose up to 3." in page().texts["id_a--limit"]


@pytest.mark.parametrize("key", ["own-xyz", "own-1111111g", "own-111111111", "OWN-11111111", ""])
def test_a_made_up_key_of_a_line_is_not_taken(key: str) -> None:
    assert KIND.clean(PROMPT, {f"a-words-{key}": "x"}, EARLIER)["chosen"] == []


def test_the_room_sees_counts_and_no_line() -> None:
    parts = [count("precision")] * 4 + [count("precision", "own-doubt")]
    lines = [{"kind": "choice", "v": 1, "line": line} for line in ("b", "a", "b", "c", "d")]
    counted = KIND.pool(PROMPT, parts + lines, 5)
    assert isinstance(counted, Drawing)
    assert [row[1] for row in counted.twin.rows] == ["5", "1", "0"], "the longest first, nobody last"
    assert counted.description.startswith("How many chose each. 5 sent something.")
    assert counted.rows[-1].start == "Nobody:" and not counted.rows[-1].strips
    assert KIND.pool(PROMPT, lines, 5) is None, "somebody looks at lines before a room does"
