"""Marks stay on their own words, whatever is typed elsewhere, and are found again in other orders of the same texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.documents.anchors import Anchor, Span, cut, find, in_order, join, places
from reflections.documents.following import follow, settle

FEW = st.text("ab \n", max_size=60)
"""Few letters, so that words occur again and again, with the same all around them."""
OTHER = st.text("xyzé字", max_size=40)


def marked(text: str, words: str, nth: int = 0) -> Anchor:
    """The mark on the nth occurrence of `words`."""
    start = -1
    for _n in range(nth + 1):
        start = text.index(words, start + 1)
    return cut(text, (start, start + len(words)), "k")


def after(text: str, words: str, new: str, nth: int = 0) -> str:
    """Where the mark on `words` is after `text` became `new`: the new text with brackets around it."""
    moved = follow(marked(text, words, nth), text, new)
    span = None if moved.asleep else find(moved, new)
    return f"{new[: span[0]]}[{new[span[0] : span[1]]}]{new[span[1] :]}" if span else "asleep"


@given(FEW, FEW, FEW, OTHER, OTHER, st.data())
def test_an_edit_elsewhere_neither_loses_nor_moves_a_mark(before, words, behind, one, other, data):
    """`before` words `behind`; in either of them something is put in the place of something else."""
    words = f"a{words}"
    text = join([before + words + behind])
    mark = cut(text, (1 + len(before), 1 + len(before + words)))
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    new_before = before[:start] + one + before[end:] if one else before
    new = join([new_before + words + behind])
    moved = follow(mark, text, new)
    if one:  # without letters of its own, where something went is not to be told
        assert (moved.asleep, moved.text, moved.at) == (False, words, 1 + len(new_before))
    start = data.draw(st.integers(0, len(behind)))
    end = data.draw(st.integers(start, len(behind)))
    last = join([new_before + words + behind[:start] + other + behind[end:]])
    again = follow(cut(new, (1 + len(new_before), 1 + len(new_before + words))), new, last)
    if other:
        assert (again.asleep, again.text, again.at) == (False, words, 1 + len(new_before))


@given(FEW, FEW, OTHER.filter(bool))
def test_what_was_typed_and_taken_away_again_changes_nothing(before, words, typed):
    words = f"b{words}"
    texts = [join([before + words]), join([before + typed + words]), join([before + words])]
    mark = first = cut(texts[0], (1 + len(before), 1 + len(before + words)), "k")
    for old, new in pairwise(texts):
        mark = follow(mark, old, new)
    assert mark == first


@given(st.lists(FEW, min_size=1, max_size=6), st.data())
def test_a_mark_is_found_where_it_was_cut(texts, data):
    whole = join(texts)
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number])))
    end = data.draw(st.integers(start, len(texts[number])))
    at = 1 + sum(len(text) + 1 for text in texts[:number])
    if texts[number][start:end].strip():
        mark = cut(whole, (at + start, at + end))
        assert places([mark], texts)[number] == ((start, end),)
        assert Anchor.read(mark.as_data()).at == mark.at
        assert sum(map(len, places([mark], texts))) == 1


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_nothing_that_is_typed_breaks_it(words, old, new):
    mark = Anchor(words or "x", "a", "b")
    moved = follow(settle(mark, join([old])), join([old]), join([new]))
    assert moved.asleep or moved.text in join([new])
    assert [*in_order([moved], join([new]))] == [moved]


TEXT = join(["She lets a hunch run for a week; no hunch is lost."])


@pytest.mark.parametrize(
    ("new", "where"),
    [
        ("She lets a hunch run for a week; no idea is lost.", "She lets a [hunch] run for a week; no idea is lost."),
        ("No. She lets any hunch run; no hunch is lost.", "No. She lets any [hunch] run; no hunch is lost."),
        ("She lets a hunc run for a week; no hunch is lost.", "She lets a [hunc] run for a week; no hunch is lost."),
        ("She lets a hurried hunch run on; no hunch is.", "She lets a hurried [hunch] run on; no hunch is."),
        ("She lets it run for a week; no hunch is lost.", "asleep"),
        ("She lets a guess run for a week; no hunch is lost.", "asleep"),
        ("", "asleep"),
    ],
)
def test_the_first_of_two_hunches(new: str, where: str) -> None:
    assert after(TEXT, "hunch", join([new])).strip("\n") == where


def test_several_edits_at_once() -> None:
    new = join(["Once: she lets a hunhc run for a week; no hunch is lost. Never."])
    assert "[hunhc] run" in after(TEXT, "hunch", new)
    assert after(TEXT, "hunch", join(["One hunch. Two. And a third hunch."])) == "asleep", "which of them?"


def test_words_that_come_back_wake_their_mark() -> None:
    gone, other = join(["She lets it run; no hunch is lost."]), join(["She lets it run; no hunch is lost. A hunch."])
    asleep = follow(marked(TEXT, "hunch"), TEXT, gone)
    assert asleep.asleep and asleep.text == "hunch"
    assert follow(asleep, gone, other).asleep, "the same word elsewhere is another one"
    back = follow(asleep, gone, TEXT)
    assert (back.asleep, find(back, TEXT)) == (False, find(marked(TEXT, "hunch"), TEXT))


def test_words_worn_away_sign_by_sign_come_back_whole() -> None:
    mark, text = marked(TEXT, "hunch"), TEXT
    for left in ("hunc", "hun", "hu", "h", ""):
        new = TEXT.replace("hunch", left, 1)
        mark, text = follow(mark, text, new), new
    assert mark.asleep and mark.text == "hunch"
    assert not follow(mark, text, TEXT).asleep


def test_the_same_word_in_another_cell_stays_unmarked() -> None:
    rows = ["Ada", "data", "Bo", "data", "Cy", "data"]
    mark = cut(join(rows), (13, 17), "k")
    assert places([mark], rows) == [(), (), (), ((0, 4),), (), ()]
    without = ["Ada", "data", "Cy", "data"]
    asleep = follow(mark, join(rows), join(without))
    assert asleep.asleep and places([asleep], without) == [()] * 4
    assert follow(asleep, join(without), join(rows)).at == 13


def test_a_row_that_moves_takes_its_mark_along() -> None:
    rows = ["Ada", "some data", "Bo", "more data", "Cy", "data"]
    mark = cut(join(rows), (find(Anchor("data", "more "), join(rows)) or (0, 0)), "k")
    for moved in (["Bo", "more data", *rows[:2], *rows[4:]], [*rows[:2], *rows[4:], "Bo", "more data"]):
        assert places([follow(mark, join(rows), join(moved))], moved)[moved.index("more data")] == ((5, 9),)


def test_texts_in_another_order_keep_their_marks() -> None:
    whole = join(["the first line", "a second one", "and a third"])
    mark = marked(whole, "second")
    assert places([mark], ["and a third", "a second one", "the first line"]) == [(), ((2, 8),), ()]
    assert places([mark], ["a second one"]) == [((2, 8),)]


def test_in_the_order_of_the_text_and_no_two_on_the_same_words() -> None:
    anchors = [marked(TEXT, "week"), Anchor("gone", asleep=True), marked(TEXT, "hunch", 1), marked(TEXT, "hunch")]
    again = [*anchors, cut(TEXT, find(anchors[0], TEXT) or (0, 0), "other")]
    assert [each.text for each in in_order(again, TEXT)] == ["hunch", "week", "hunch", "gone"]


def test_an_old_mark_is_a_string() -> None:
    mark = Anchor.read("hunch")
    assert find(mark, TEXT) == find(marked(TEXT, "hunch"), TEXT)
    assert Anchor.read("hunch").key == mark.key != ""
    assert settle(mark, TEXT) == cut(TEXT, find(mark, TEXT) or (0, 0), mark.key)


@pytest.mark.parametrize("raw", [None, 3, "", " ", [], {}, {"text": 3}, {"text": "x", "before": None}])
def test_what_is_no_mark_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        Anchor.read(raw)


def test_a_word_a_thousand_times() -> None:
    text = join(["na " * 7_000])
    span: Span = (3 * 500 + 1, 3 * 500 + 3)
    mark = cut(text, span)
    assert follow(mark, text, join(["so " + "na " * 7_000])).at == span[0] + 3
