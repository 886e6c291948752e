"""The guide that ships: whole, sourced, and of the size it says it has."""

import pytest

from reflections.guide.actions import load_guide
from reflections.guide.checks import check
from reflections.guide.files import read
from reflections.guide.library import guide
from reflections.kinds import kinds
from tests.conftest import GUIDE


def test_it_is_sound() -> None:
    assert check(read(GUIDE)) == []


@pytest.mark.django_db
def test_it_is_loaded_and_up_to_date() -> None:
    assert not load_guide(GUIDE)


@pytest.mark.django_db
def test_34_prompts_and_96_minutes_in_nine_chapters() -> None:
    book = guide()
    assert [prompt.number for prompt in book.prompts.values()] == list(range(1, 35))
    assert sum(prompt.minutes for prompt in book.prompts.values()) == 96
    assert [chapter.number for chapter in book.chapters] == list(range(10))
    assert sum(chapter.minutes for chapter in book.chapters) == 96


@pytest.mark.django_db
def test_paths_and_agendas_sum_to_what_they_are_called() -> None:
    assert {key: path.minutes for key, path in guide().paths.items()} == {
        "whole": 96,
        "half-hour": 30,
        "fifteen": 15,
        "after-a-no": 10,
        "again": 19,
    }
    assert [agenda.minutes for agenda in guide().agendas.values()] == [25, 60, 90]
    assert [path.key for path in guide().ways_in] == ["whole", "half-hour", "fifteen", "after-a-no"]


@pytest.mark.django_db
def test_every_claim_says_where_it_is_from() -> None:
    claims = [claim for chapter in guide().chapters for claim in chapter.claims]
    assert claims
    assert all(claim.text and claim.source in {"talk", "ours"} for claim in claims)
    assert all(claim.part for claim in claims if claim.source == "talk")


@pytest.mark.django_db
def test_experience_is_said_of_the_advice_alone() -> None:
    assert [chapter.number for chapter in guide().chapters if chapter.experience] == [2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_every_kind_is_asked_for() -> None:
    assert {prompt.kind for prompt in guide().prompts.values()} == set(kinds())


@pytest.mark.django_db
def test_the_last_chapters_name_what_to_read() -> None:
    assert [chapter.key for chapter in guide().chapters if chapter.reading] == ["power"]
    assert len(guide().chapters[8].reading) == 4
