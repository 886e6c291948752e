"""The summary on the screen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.documents.document import Drawing, Note, Passage
from reflections.documents.markdown import to_markdown
from reflections.guide.library import forget_cache
from reflections.guide.models import Path, Prompt
from reflections.journal.actions import current_round, mark_phrases
from reflections.summary.build import build_summary
from tests.summary import cast

STATEMENTS = 8


def sections(document):
    return {section.key: section for section in document.sections}


def inside(section):
    """The parts of a section and of the sections in it."""
    for part in section.parts:
        yield from inside(part) if hasattr(part, "parts") else (part,)


def test_an_empty_journal_says_what_will_stand_here(as_guest):
    page = as_guest.get("/summary/")
    assert page.status_code == 200
    assert b"Nothing stands here yet" in page.content
    assert b"Take it with you" not in page.content


def test_strangers_see_nothing(client, as_stranger, ada, write):
    cast.fill(write, ada)
    assert client.get("/summary/").status_code == 302
    assert cast.HOW.encode() not in as_stranger.get("/summary/").content


def test_it_keeps_to_the_order_of_the_talk(ada, write):
    cast.fill(write, ada)
    answer = write(ada, "topic", "when a forecast should say I don't know, or wait")
    mark_phrases(answer=answer, marks=["when a forecast should say I don't know"])
    keys = [section.key for section in build_summary(current_round(ada)).sections]
    assert keys[:3] == ["marked", "glance", "ways-of-working"]
    assert keys[3:] == [f"chapter-{key}" for key in ("start", "topic", "horizons", "cvs", "safe", "letter")]


def test_what_was_marked_leads_and_stays_marked_in_its_place(as_ada, ada, write):
    answer = write(ada, "topic", "a long sentence with one phrase in it")
    mark_phrases(answer=answer, marks=["one phrase"])
    page = as_ada.get("/summary/").content.decode()
    assert page.count("<mark>one phrase</mark>") == 2
    assert re.search(r'<mark>one phrase</mark></p>.*?href="/write/topic/"', page)


def test_ways_of_working_come_first_and_only_once(as_ada, ada, write):
    cast.fill(write, ada)
    page = as_ada.get("/summary/").content.decode()
    assert page.count(cast.HOW) == 2, "in the picture, and in the list that says the same"
    assert page.index("a proof in May") < page.index(cast.HOW) < page.index("I don&#x27;t know")
    assert "her postdoc" in page


def test_pictures_come_with_their_kinds(ada, write):
    cast.fill(write, ada)
    drawn = [
        part.layout
        for section in build_summary(current_round(ada)).sections
        for part in inside(section)
        if isinstance(part, Drawing)
    ]
    assert drawn == ["joined", "dots", "bells", "spans", "cv"]


def test_open_prompts_leave_no_gap(as_ada, ada, write):
    write(ada, "topic", "something")
    write(ada, "kind-of-work", "", skip=True)
    write(ada, "horizons", value=cast.BLANKS["allocation"], aside="only an aside")
    document = build_summary(current_round(ada))
    assert [section.key for section in document.sections] == ["chapter-topic"]
    assert [part.key for part in document.sections[0].parts] == ["page-topic"]


def test_a_sealed_letter_shows_its_envelope(as_ada, ada, write):
    write(ada, "letter", value=cast.letter(90))
    document = build_summary(current_round(ada), asides=True)
    (part,) = inside(sections(document)["chapter-letter"])
    assert isinstance(part, Note)
    assert cast.LETTER not in as_ada.get("/summary/?asides=1").content.decode()
    write(ada, "letter", value=cast.letter(90, opened=True))
    (part,) = inside(sections(build_summary(current_round(ada)))["chapter-letter"])
    assert part == Passage(cast.LETTER)


def test_parts_can_be_left_out(as_ada, ada, write):
    cast.fill(write, ada)
    whole = as_ada.get("/summary/").content.decode()
    assert cast.CV in whole
    assert cast.NET in whole
    assert cast.ASIDE not in whole
    less = as_ada.get("/summary/?leave=cv&leave=admired").content.decode()
    assert cast.CV not in less
    assert cast.HOW not in less
    assert "2 answers are left out here" in less


def test_the_form_of_ticks_chooses_exactly_what_is_ticked(as_ada, ada, write):
    cast.fill(write, ada)
    page = as_ada.get("/summary/?chosen=1&part=topic&asides=1").content.decode()
    assert cast.ASIDE in page
    assert cast.CV not in page


def test_answers_to_retired_prompts_stay(as_ada, ada, write):
    write(ada, "topic", "still here")
    Path.objects.all().delete()
    Prompt.objects.filter(key="topic").update(retired_at=timezone.now())
    forget_cache()
    page = as_ada.get("/summary/").content.decode()
    assert "No longer asked" in page
    assert "still here" in page
    assert "/write/topic/" not in page


def test_an_aside_is_named_as_one(ada, write):
    write(ada, "topic", "words", aside=cast.ASIDE)
    text = to_markdown(build_summary(current_round(ada), asides=True))
    assert f"#### Aside\n\n> {cast.ASIDE}" in text


@pytest.mark.parametrize("address", ["/summary/", "/summary/untold.md", "/summary/untold.json?revisions=1"])
def test_statements_do_not_grow_with_answers(address, as_ada, ada, write):
    write(ada, "topic", "one", aside="x")
    as_ada.get(address)
    with CaptureQueriesContext(connection) as one:
        assert as_ada.get(address).status_code == 200
    assert cast.fill_thirty(write, ada) == 30
    with CaptureQueriesContext(connection) as thirty:
        assert as_ada.get(address).status_code == 200
    assert len(one) == len(thirty) <= STATEMENTS
