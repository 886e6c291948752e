"""Names: any script, one spelling, nothing invisible."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from reflections.people.names import clean_name, tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada", "ada"),
        ("  Ada   Lovelace ", "ada lovelace"),
        ("Ａｄａ", "ada"),
        ("Zoë", "zoë"),
        ("Zoe\u0308", "zoë"),
        ("ÅSA", "åsa"),
        ("Дарья", "дарья"),
        ("王小云", "王小云"),
        ("سارة", "سارة"),
        ("ada\u3000lovelace", "ada lovelace"),
    ],
)
def test_a_name_has_one_spelling(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "ad\u200ba",
        "ad\u00ada",
        "ad\u2060a",
        "ad\u202ea",
        "ad\x00a",
        "ad\ud800a",
        "\u3164\u3164",
        "\u2800\u2800",
        "ad\ufe0fa",
        "ad\u034fa",
        "ad\U000e0041a",
        "\u0301ada",
        "ad\ta",
    ],
)
def test_what_cannot_be_seen_is_refused(typed):
    with pytest.raises(ValidationError, match="cannot be seen"):
        clean_name(typed)


@pytest.mark.parametrize("typed", ["", " ", "a", "a" * 151])
def test_too_short_and_too_long(typed):
    with pytest.raises(ValidationError, match="2 to 150"):
        clean_name(typed)


def test_an_address_is_no_name():
    with pytest.raises(ValidationError, match="no @"):
        clean_name("ada@example.org")


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20))
def test_tidying_twice_changes_nothing(typed):
    once = tidy_name(typed)
    assert tidy_name(once) == once
