"""The pages of planning: what they say, how they refuse, and that they cost the same for a long plan."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.guide.library import guide
from reflections.workshops.models import Step, Workshop
from tests.accounts.conftest import body
from tests.workshops.planned import add, at_step, planned, titles

pytestmark = pytest.mark.django_db
NEW = "/workshops/new/"
WHEN = (timezone.now() + dt.timedelta(days=10)).strftime("%Y-%m-%dT14:30")
FILLED = {
    "agenda": "twenty-five",
    "title": "Lab day",
    "starts_at": WHEN,
    "time_zone": "America/Montreal",
    "minutes": "25",
    "language": "en",
}


def test_nothing_there_yet_is_explained_with_the_three_agendas(as_ada):
    page = body(as_ada.get("/workshops/"))
    assert "You lead a room through some questions" in page
    assert all(agenda.title in page for agenda in guide("en").agendas.values())
    assert 'href="/workshops/new/?agenda=twenty-five"' in page


def test_a_list_says_what_to_do_next(ada, as_ada):
    coming, soon, running, over, missed = (
        planned(ada, title=each) for each in ("Far", "Near", "Now", "Over", "Missed")
    )
    now = timezone.now()
    Workshop.objects.filter(pk=soon.pk).update(starts_at=now + dt.timedelta(hours=2))
    at_step(planned_with_step(running), 1)
    Workshop.objects.filter(pk=over.pk).update(state="closed", closed_at=now)
    Workshop.objects.filter(pk=missed.pk).update(starts_at=now - dt.timedelta(days=2))
    Workshop.objects.create(title="A rehearsal", starts_at=now, rehearsal_of=coming)
    page = body(as_ada.get("/workshops/"))
    parts = [page.index(words) for words in ("Running", "Coming", "Past")]
    assert parts == sorted(parts)
    for this, address in ((soon, "console/"), (running, "console/"), (over, "report/"), (missed, "details/")):
        assert f'href="/workshops/{this.pk}/{address}"' in page, this.title
    assert f'href="/workshops/{coming.pk}/console/"' not in page
    assert page.index("Near") < page.index("Far"), "what comes next comes first"
    assert "it was never opened" in page
    assert "A rehearsal" not in page


def planned_with_step(workshop: Workshop) -> Workshop:
    add(workshop, "only")
    return workshop


def test_a_guest_is_told_kindly(as_guest):
    for path in ("/workshops/", NEW):
        page = body(as_guest.get(path))
        assert 'href="/account/keep/"' in page
        assert 'href="/workshops/"' not in page, "no link to a page that would only say no"
    assert as_guest.post(NEW, FILLED).status_code == 403
    assert not Workshop.objects.exists()


def test_anybody_else_signs_in_first():
    assert Client().get("/workshops/").url == "/account/login/?next=/workshops/"


def test_making_one(as_ada):
    assert "From scratch" in body(as_ada.get(NEW))
    page = body(as_ada.get(f"{NEW}?agenda=twenty-five"))
    assert 'value="25"' in page
    made = as_ada.post(NEW, FILLED)
    this = Workshop.objects.get()
    assert made.url == f"/workshops/{this.pk}/"
    assert (this.title, this.minutes, this.agenda, this.steps.count()) == ("Lab day", 25, "twenty-five", 8)
    page = body(as_ada.get(made.url))
    assert "14:30–14:55" in page, "on the clock of the room"
    assert "(Montreal)" in page
    assert "14:33" in page
    code = this.codes.get().code
    assert f"{code[:4]}&nbsp;{code[4:]}" in page
    assert "/join" in page
    assert "it fits" in page


def test_from_scratch_is_empty_and_has_the_cards(as_ada):
    as_ada.post(NEW, {**FILLED, "agenda": "", "minutes": "40"})
    page = body(as_ada.get(f"/workshops/{Workshop.objects.get().pk}/"))
    assert "No step yet" in page
    assert "A line sounds like danger" in page
    assert "0</b> of 40 minutes" in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("title", "", "Give it a title."),
        ("title", "x" * 121, "up to 120 characters"),
        ("starts_at", "", "Choose a day and a time."),
        ("starts_at", "soon", "such as 2027-03-14 15:30"),
        ("starts_at", "2020-01-01T10:00", "This day is past."),
        ("starts_at", "9999-01-01T10:00", "more than five years away"),
        ("time_zone", "", "as late as in the room"),
        ("time_zone", "Mars/Base", "no time zone we know"),
        ("minutes", "181", "from 5 to 180"),
        ("minutes", "an hour", "from 5 to 180"),
        ("agenda", "no-such", "no-such"),
        ("language", "xx", "xx"),
    ],
)
def test_errors_help_and_what_was_typed_stays(as_ada, field, typed, words):
    reply = as_ada.post(NEW, {**FILLED, field: typed})
    page = body(reply)
    assert reply.status_code == 422
    assert not Workshop.objects.exists()
    assert page.index("<title>Error:") < page.index('class="errors"')
    assert words in page
    if field != "title":
        assert 'value="Lab day"' in page
    if typed and field in {"title", "minutes"}:
        assert f'value="{typed}"' in page


def test_details_change_what_phones_say(ada, as_ada):
    this = planned(ada, "twenty-five")
    path = f"/workshops/{this.pk}/details/"
    page = body(as_ada.get(path))
    assert "selected>Zurich" in page
    sent = {**FILLED, "turn_to": "Dana, by the door", "from_before": "I went home lighter.", "own_pace": "on"}
    assert as_ada.post(path, sent).url == f"/workshops/{this.pk}/"
    this.refresh_from_db()
    assert (this.turn_to, this.voluntary, this.own_pace) == ("Dana, by the door", False, True)
    page = body(as_ada.get(f"/workshops/{this.pk}/"))
    assert "I went home lighter." in page
    refused = as_ada.post(path, {**sent, "turn_to": "x" * 301, "title": "Kept as typed"})
    assert refused.status_code == 422
    assert 'value="Kept as typed"' in body(refused)


def test_a_workshop_that_runs_keeps_its_language_and_its_past_day(ada, as_ada):
    this = at_step(planned(ada, "twenty-five"), 2)
    began = timezone.now().replace(second=0, microsecond=0) - dt.timedelta(days=3)
    Workshop.objects.filter(pk=this.pk).update(starts_at=began, time_zone="UTC")
    path = f"/workshops/{this.pk}/details/"
    assert 'name="language"' not in body(as_ada.get(path))
    same = {**FILLED, "time_zone": "UTC", "starts_at": began.strftime("%Y-%m-%dT%H:%M"), "title": "Renamed"}
    assert as_ada.post(path, same).status_code == 302
    this.refresh_from_db()
    assert (this.title, this.language) == ("Renamed", "en")


@pytest.mark.parametrize(
    ("slot", "words"), [(60, "2 to spare"), (53, "5 minutes too long"), (57, "1 minute too long"), (58, "it fits")]
)
def test_the_sum_against_the_slot(ada, as_ada, slot, words):
    this = planned(ada, minutes=slot)
    add(this, *"abcdefghijk")
    Step.objects.filter(workshop=this, position=11).update(minutes=8)
    page = " ".join(body(as_ada.get(f"/workshops/{this.pk}/")).split())
    assert f"<b>58</b> of {slot} minutes:" in page
    assert words in page


def test_a_copy_and_the_end_of_it(ada, as_ada):
    this = planned(ada, "twenty-five")
    here = f"/workshops/{this.pk}/"
    assert as_ada.post(f"{here}duplicate/", {"title": "Again", "time_zone": "UTC"}).status_code == 422
    made = as_ada.post(f"{here}duplicate/", {"title": "Again", "time_zone": "UTC", "starts_at": WHEN})
    copy = Workshop.objects.get(title="Again")
    assert made.url == f"/workshops/{copy.pk}/"
    assert titles(copy) == titles(this)
    assert "What people wrote stays in their journals" in body(as_ada.get(f"{here}delete/"))
    assert "Tick the box" in body(as_ada.post(f"{here}delete/"))
    assert as_ada.post(f"{here}delete/", {"sure": "on"}).url == "/workshops/"
    assert list(Workshop.objects.all()) == [copy]


@pytest.mark.parametrize("path", ["", "steps/new/", "people/"])
def test_a_long_plan_costs_no_more(ada, as_ada, path):
    def count(workshop: Workshop) -> int:
        as_ada.get(f"/workshops/{workshop.pk}/{path}")
        with CaptureQueriesContext(connection) as seen:
            assert as_ada.get(f"/workshops/{workshop.pk}/{path}").status_code == 200
        return len(seen)

    short, long = planned(ada), planned(ada, "ninety")
    add(short, "one")
    add(long, *map(str, range(20)))
    assert count(short) == count(long) <= 8


def test_a_long_list_costs_no_more(ada, as_ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            as_ada.get("/workshops/")
        return len(seen)

    planned(ada)
    as_ada.get("/workshops/")
    few = count()
    for _ in range(5):
        planned(ada)
    assert count() == few <= 5
