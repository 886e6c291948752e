"""What is behind a link, and nothing else: of 34 answers, each told apart, only the ticked one is ever on the page."""

import re
from html import escape, unescape

import pytest
from django.test import Client

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide
from reflections.journal.actions.rounds import current_round, delete_round
from reflections.people.models import Person
from reflections.summary.sharing.actions import NoSuchLink, link_behind
from tests.conftest import Write
from tests.summary.cast import letter, text
from tests.summary.sharing.cast import mentor, page, share, told_apart, words_of, write_all

pytestmark = pytest.mark.django_db

TITLES = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
OURS = {"What you are asked", "Your reply"}
WITHOUT_WORDS = {"before", "after", "week", "strengths", "horizons", "safety"}
"""Answers that are figures and ticks: their picture tells them."""


def heads(body: str) -> set[str]:
    """The headings of a page."""
    return {unescape(re.sub(r"<[^>]+>", "", head)).strip() for head in TITLES.findall(body)} - OURS


@pytest.mark.parametrize("live", [True, False], ids=["live", "copies"])
def test_of_a_full_round_only_the_ticked_page_is_shown(ada: Person, write: Write, live: bool):
    write_all(write, ada, told_apart())
    titles = {key: prompt.title for key, prompt in guide().prompts.items()}
    assert len(titles) == 34
    for key in titles:
        address = share(ada, key, live=live)
        body = page(mentor(address), address)
        assert titles[key] in heads(body), key
        assert key in WITHOUT_WORDS or words_of(key) in body, f"nothing of {key} is there"
        others = [other for other in titles if other != key]
        assert not [other for other in others if words_of(other) in body or titles[other] in heads(body)], key
        assert f"aside of {key}" not in body


@pytest.mark.parametrize("live", [True, False], ids=["live", "copies"])
def test_nothing_on_the_page_counts_or_leads_to_the_rest(ada: Person, write: Write, live: bool):
    write_all(write, ada, told_apart())
    keys = list(guide().prompts)
    address = share(ada, *keys, live=live)
    body = page(mentor(address), address)
    assert not re.search(r"Page \d|of \d+ pages|\d+ answers|At a glance|What you marked", body)
    assert "/write/" not in body and "/journal/" not in body and "/summary/" not in body
    for key in keys:
        assert body.count(f'id="part-{key}"') == (key != "before"), key  # "before" stands in the picture of "after"


@pytest.mark.parametrize(("one", "other"), [("before", "after"), ("places", "want"), ("ways", "admired")])
@pytest.mark.parametrize("live", [True, False], ids=["live", "copies"])
def test_a_picture_of_two_takes_no_answer_that_is_not_ticked(
    ada: Person, write: Write, one: str, other: str, live: bool
):
    write_all(write, ada, told_apart())
    both = share(ada, one, live=live)
    alone = page(mentor(both), both)
    for answer in ada.journal.rounds.get().answers.filter(prompt=other):
        answer.delete()
    without = share(ada, one, live=live)
    assert shown(page(mentor(without), without)) == shown(alone)


def shown(body: str) -> str:
    """The parts of a page, without what differs from form to form."""
    return re.sub(r"shared/[\w-]+|csrf[^>]+", "", body)


def test_copies_stay_and_live_parts_follow(ada: Person, write: Write):
    write(ada, "topic", "the old words")
    copied, live = share(ada, "topic"), share(ada, "topic", live=True)
    write(ada, "topic", "the new words", keep_old=True)
    assert "the old words" in page(mentor(copied), copied) and "the new words" not in page(mentor(copied), copied)
    assert "the new words" in page(mentor(live), live) and "the old words" not in page(mentor(live), live)


def test_a_sealed_letter_is_not_read_by_a_link(ada: Person, write: Write):
    write(ada, "letter", value=letter(90))
    live, copied = share(ada, "letter", live=True), share(ada, "letter")
    for address in (live, copied):
        body = page(mentor(address), address)
        assert "open this slowly" not in body and "letter" not in body.lower()


def test_a_letter_that_is_sealed_again_closes_for_the_mentor_too(ada: Person, write: Write):
    write(ada, "letter", value=letter(-1, opened=True))
    live = share(ada, "letter", live=True)
    assert "open this slowly" in page(mentor(live), live)
    write(ada, "letter", value=letter(90), keep_old=True)
    assert "open this slowly" not in page(mentor(live), live)


def test_a_copied_letter_that_opens_later_stays_shut(ada: Person, write: Write):
    """Whatever a copy holds, reading decides: a value that is sealed today is shown to nobody."""
    write(ada, "letter", value=letter(-1, opened=True))
    copied = share(ada, "letter")
    link = link_behind(copied.split("/")[2])
    link.copies = [{**copy, "value": letter(5)} for copy in link.copies]
    link.save()
    assert "Nothing stands here at the moment" in page(mentor(copied), copied)


def test_a_live_link_ends_with_its_round_and_a_copy_stays(ada: Person, write: Write):
    write(ada, "topic", "the words of a round")
    live, copied = share(ada, "topic", live=True), share(ada, "topic")
    reader = mentor(live)
    this = current_round(ada)
    assert this
    delete_round(this=this)
    assert reader.get(live).status_code == 404
    with pytest.raises(NoSuchLink):
        link_behind(live.split("/")[2])
    assert "the words of a round" in page(mentor(copied), copied)


def test_a_live_link_with_nothing_left_says_so(ada: Person, write: Write):
    write(ada, "topic", "the words")
    live = share(ada, "topic", live=True)
    write(ada, "topic", value=text(""), keep_old=True)
    assert "Nothing stands here at the moment" in page(mentor(live), live)


def test_what_is_written_is_no_markup(ada: Person, write: Write):
    hostile = "<script>alert(1)</script> {{ x }} ]]>"
    write(ada, "topic", hostile)
    address = share(ada, "topic", question=hostile)
    body = page(mentor(address), address)
    assert body.count(escape(hostile)) == 2 and "<script>alert" not in body


def test_marked_words_are_marked_for_the_mentor(ada: Person, write: Write):
    write(ada, "topic", "the one thing and the rest", marks=(Anchor("the one thing", "", " and"),))
    for live in (True, False):
        address = share(ada, "topic", live=live)
        assert "<mark>the one thing</mark>" in page(mentor(address), address)


def test_statements_do_not_grow_with_what_is_shared(ada: Person, write: Write, django_assert_num_queries):
    write_all(write, ada, told_apart())
    few, many = share(ada, "topic", live=True), share(ada, *guide().prompts, live=True)
    copied = share(ada, *guide().prompts)
    for address, statements in ((few, 2), (many, 2), (copied, 1)):
        reader = mentor(address)
        page(reader, address)
        with django_assert_num_queries(statements):
            page(reader, address)
        with django_assert_num_queries(1):
            page(Client(), address)
