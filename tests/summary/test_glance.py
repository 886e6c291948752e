"""What the summary says at a glance, and what its reader put away."""

import pytest

from reflections.journal.actions import current_round
from reflections.journal.actions.rounds import begin_again
from reflections.journal.reading import answers
from reflections.summary.actions import NoSuchObservation, held, put_away, show_again
from reflections.summary.build import build_summary
from reflections.summary.glance import AT_ONCE, at_a_glance
from reflections.summary.models import Dismissal
from tests.summary import cast
from tests.summary.full import admired, fill_full

HOW = "You named 5 people; for 4 you wrote how they work."
EFFORT = "Now 7-2-1, wished 4-4-2: 2 parts towards questions, 1 part towards people."


@pytest.fixture
def five(ada, write):
    write(ada, "admired", value=admired(5))
    write(ada, "horizons", value=cast.HORIZONS)
    return ada


def glance(person):
    return at_a_glance(answers(current_round(person)), current_round(person))


def test_it_stands_after_the_marks_with_a_link_to_each_answer(as_ada, five):
    page = as_ada.get("/summary/").content.decode()
    assert "Counted from your answers. Not advice." in page
    assert f'{HOW} <a class="quiet s" href="/write/admired/">Page 2</a>' in page
    assert page.index(HOW) < page.index("How you want to work")


def test_nothing_stands_there_when_there_is_nothing_to_count(as_ada, ada, write):
    write(ada, "topic", "words alone")
    assert "At a glance" not in as_ada.get("/summary/").content.decode()


def test_not_so_puts_it_away_for_good_and_for_every_file(as_ada, five, write):
    answer = as_ada.post("/summary/observations/", {"away": "people-and-how"})
    assert (answer.status_code, answer.url) == (302, "/summary/#glance")
    for _change in (1, 2):
        page = as_ada.get("/summary/").content.decode()
        seen, away = page.split("Put away: 1")
        assert "You named" not in seen
        assert "You named" in away
        assert EFFORT in seen
        file = as_ada.get("/summary/untold.md").content.decode()
        assert "You named" not in file
        assert "wished 4-4-2" in file
        write(five, "admired", value=admired(7))


def test_it_can_be_shown_again(as_ada, five):
    as_ada.post("/summary/observations/", {"away": "people-and-how"})
    as_ada.post("/summary/observations/", {"away": "people-and-how"})
    assert Dismissal.objects.count() == 1
    as_ada.post("/summary/observations/", {"again": "people-and-how"})
    page = as_ada.get("/summary/").content.decode()
    assert HOW in page
    assert "Put away" not in page


def test_what_is_all_put_away_can_still_be_shown_again(as_ada, five):
    for each in glance(five).shown:
        as_ada.post("/summary/observations/", {"away": each.observation.key})
    page = as_ada.get("/summary/").content.decode()
    assert "Show again" in page
    assert 'id="glance"' in page
    assert "Not advice" not in page


def test_one_of_several_is_put_away_alone(ada, five):
    put_away(person=ada, rule="effort-moves", about="something-else")
    assert EFFORT in [each.observation.words for each in glance(ada).shown]


def test_it_stays_away_in_the_next_round_and_is_counted(as_ada, five, write):
    put_away(person=five, rule="people-and-how")
    again = begin_again(person=five)
    write(five, "admired", value=admired(5), round=again.pk)
    assert "You named" not in [each.observation.words for each in glance(five).shown]
    assert len(glance(five).away) == 1
    assert held(five)["dismissals"] == 1


def test_nobody_puts_away_for_another(as_ada, as_stranger, stranger, five, write, client):
    assert as_stranger.post("/summary/observations/", {"away": "people-and-how"}).status_code == 404
    write(stranger, "admired", value=admired(5))
    assert as_stranger.post("/summary/observations/", {"away": "people-and-how"}).status_code == 302
    assert HOW in as_ada.get("/summary/").content.decode()
    assert HOW not in as_stranger.get("/summary/").content.decode().split("Put away")[0]
    assert client.post("/summary/observations/", {"away": "people-and-how"}).status_code == 302
    assert Dismissal.objects.get().journal.person == stranger


@pytest.mark.parametrize("name", ["", "no-such-rule", "people-and-how:" + "x" * 61, "people-and-how:\x00"])
def test_what_is_no_observation_is_not_found(name, as_ada, five):
    assert as_ada.post("/summary/observations/", {"away": name}).status_code == 404
    with pytest.raises(NoSuchObservation):
        show_again(person=five, rule="no-such-rule")
    assert not Dismissal.objects.exists()


def test_the_address_stays_what_it_was(as_ada, five):
    page = as_ada.get("/summary/?leave=horizons").content.decode()
    assert EFFORT not in page, "what is left out is not counted either"
    assert 'action="/summary/observations/?leave=horizons"' in page
    answer = as_ada.post("/summary/observations/?leave=horizons", {"away": "people-and-how"})
    assert answer.url == "/summary/?leave=horizons#glance"


def test_tender_answers_are_counted_in_no_file_until_ticked(as_ada, ada, write):
    fill_full(write, ada)
    plain, ticked = (as_ada.get(f"/summary/untold.md{query}").content.decode() for query in ("", "?length=book"))
    for sentence in ("Beside 4 lines people see stand 9", "9 untold lines have a kind"):
        assert sentence not in plain
        assert sentence in ticked


def test_each_chapter_has_its_first_before_any_has_its_second(ada, write):
    fill_full(write, ada)
    seen = glance(ada)
    assert len(seen.first) == AT_ONCE
    assert len({each.chapter for each in seen.first}) == AT_ONCE
    assert [*seen.first, *seen.more] != list(seen.shown)
    assert {each.observation for each in (*seen.first, *seen.more)} == {each.observation for each in seen.shown}


def test_few_stand_there_all_at_once(ada, five):
    seen = glance(ada)
    assert seen.first == list(seen.shown)
    assert seen.more == []


def test_in_a_file_they_are_a_list_with_their_pages(ada, five):
    (section,) = [each for each in build_summary(current_round(ada)).sections if each.key == "glance"]
    (remarks,) = section.parts
    assert next((each.text, [ref.words for ref in each.refs]) for each in remarks.said) == (HOW, ["Page 2"])
