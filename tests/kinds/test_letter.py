"""What only a letter does: it is sealed until its day, unless the writer breaks the seal."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from reflections.kinds.letter import KIND, months_on
from tests.kinds.examples import Data, query
from tests.kinds.letter import EXAMPLES, SOON, value
from tests.kinds.reading import Page, render

PROMPT = EXAMPLES[0].prompt
SEALED = value("Dear me", SOON)
TODAY = localdate().isoformat()
DUE = value("Dear me", TODAY)


def page(stored: dict[str, object] | None, mode: str) -> Page:
    return render(KIND.form(PROMPT, value=stored, mode=mode), PROMPT)


def save(data: Data, stored: dict[str, object] | None = None) -> dict[str, object]:
    return KIND.clean(PROMPT, query(data), {"": stored} if stored else {})


def test_a_sealed_letter_is_not_shown_on_return() -> None:
    shown = page(SEALED, "return")
    assert "Dear me" not in shown.markup
    assert [control.name for control in shown.controls] == ["a-open"]
    assert save(shown.sends().dict(), SEALED) == SEALED


def test_breaking_the_seal_opens_it_and_it_can_be_sealed_again() -> None:
    opened = save({"a-open": "on"}, SEALED)
    assert opened == {**SEALED, "opened": True}
    shown = page(opened, "return")
    assert shown.named("a-text")[0].sent() == ["Dear me"]
    assert shown.named("a-seal")[0].sent() == []
    assert save({"a-text": "Dear me", "a-opens": SOON, "a-seal": "on"}, opened) == SEALED


def test_while_it_is_written_it_is_open() -> None:
    assert page(SEALED, "first").named("a-text")[0].sent() == ["Dear me"]
    assert save({"a-text": "Dear me, more", "a-opens": ""}, SEALED) == value("Dear me, more", SOON, opened=True)


def test_on_its_day_it_opens_and_its_day_may_stay() -> None:
    assert page(DUE, "return").named("a-text")[0].sent() == ["Dear me"]
    assert save({"a-text": "Dear me", "a-opens": TODAY, "a-seal": "on"}, DUE) == DUE
    assert KIND.words(DUE) == ["Dear me"]
    assert [due.what for due in KIND.dates(DUE)] == ["opens"]


def test_sealed_words_are_in_no_passage_search_or_comparison() -> None:
    assert KIND.words(SEALED) == []
    for parts in (KIND.passages(PROMPT, SEALED), KIND.compare(PROMPT, SEALED, DUE), KIND.compare(PROMPT, DUE, SEALED)):
        assert "sealed" in str(parts)
    assert "Dear me" not in str(KIND.passages(PROMPT, SEALED)) + str(KIND.compare(PROMPT, SEALED, SEALED))
    assert KIND.shareable(PROMPT, SEALED) == []


def test_left_empty_the_day_is_the_default_and_said_before() -> None:
    shown = page(None, "first")
    (field,) = shown.named("a-opens")
    assert "in 6 months" in " ".join(shown.texts[one] for one in field.described())
    assert field.attrs["min"] == (localdate() + dt.timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2026-12-01", 1, "2027-01-01")],
)
def test_a_shorter_month_ends_earlier(day: str, months: int, then: str) -> None:
    assert months_on(dt.date.fromisoformat(day), months).isoformat() == then
