"""The page of a prompt in a room: bare, on a blank sheet, and one round for all that is written there."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.actions.rounds import FRESH, archive_round
from reflections.journal.models import Answer, Round
from reflections.people.models import Person
from tests.browser import Server
from tests.conftest import PASSWORD
from tests.journal.rounds_cast import in_may, put
from tests.wire import PROMPTS, Caller, filled

ROOM = "?room=48291356"
STEP = "9b2c4f5e-1d7a-4c3e-8a90-5f2d3c4b6a71"
SENDS = f"{ROOM}&step={STEP}&want=line&turn=3"
URL = f"/write/topic/{ROOM}"
JSON = {"HTTP_ACCEPT": "application/json"}


def body(words: str, **more: str) -> dict[str, str]:
    """A save as a page fetched before anything was saved sends it."""
    return {"a-text": words, "key": str(uuid.uuid4()), "base": "0", "round": "", **more}


def begun(hours: float) -> None:
    """All rounds there are were begun so many hours ago."""
    Round.objects.update(begun_at=timezone.now() - dt.timedelta(hours=hours))


@pytest.mark.django_db
class TestThePage:
    def test_it_is_bare_and_leads_back(self, client: Client):
        page = client.get(URL).text
        for absent in (
            'class="index"',
            "<nav",
            "<footer",
            'value="skip"',
            'value="next"',
            'value="leave"',
            'value="part"',
        ):
            assert absent not in page, absent
        assert 'href="/w/48291356/"' in page and 'value="room"' in page
        assert guide().prompts["topic"].ask in page and 'id="consent"' in page and "data-asks" in page
        assert f'action="{URL}"' in page

    def test_what_may_be_sent_travels_along(self, as_ada: Client):
        sends = SENDS.replace("&", "&amp;")
        page = as_ada.get(f"/write/topic/{SENDS}").text
        assert f'action="/write/topic/{sends}"' in page and 'value="part"' in page and 'value="room"' in page
        to_part = as_ada.post(f"/write/topic/{SENDS}", body("words", consent="yes", then="part"))
        assert to_part.url == f"/write/topic/part/{SENDS}"
        to_room = as_ada.post(f"/write/topic/{SENDS}", body("words", base="1", then="room"))
        assert to_room.url == "/w/48291356/"
        stays = as_ada.post(f"/write/topic/{SENDS}", body("words and more", base="1"))
        assert stays.url == f"/write/topic/{SENDS}"

    @pytest.mark.parametrize("bad", ["", "1234567", "123456789", "4829135x", "٤٨٢٩١٣٥٦", "4829 1356", "/../../x"])
    def test_a_room_that_is_none_is_no_room(self, client: Client, bad: str):
        page = client.get("/write/topic/", {"room": bad})
        assert page.status_code == 200 and 'class="index"' in page.text and "/w/" not in page.text

    @pytest.mark.parametrize("bad", [{"step": "x"}, {"want": "all"}, {"turn": "-1"}, {"turn": "1" * 10}, {"step": ""}])
    def test_half_a_step_is_no_step(self, client: Client, bad: dict[str, str]):
        query = {"room": "48291356", "step": STEP, "want": "line", "turn": "3", **bad}
        page = client.get("/write/topic/", query).text
        assert 'value="part"' not in page and f'action="{URL}"' in page

    def test_refused_it_is_still_in_the_room(self, as_ada: Client):
        for data, status in ((body("without a yes"), 403), (body("x" * 20_001, consent="yes"), 422)):
            refused = as_ada.post(URL, data)
            assert refused.status_code == status and data["a-text"] in refused.text
            assert 'href="/w/48291356/"' in refused.text and 'class="index"' not in refused.text

    def test_without_a_token_too(self, ada: Person):
        strict = Client(enforce_csrf_checks=True)
        refused = strict.post(URL, body("typed in a lecture hall"))
        assert refused.status_code == 403 and "lecture hall" in refused.text and "/w/48291356/" in refused.text

    def test_a_guest_gets_a_journal_as_ever(self, client: Client):
        assert client.post(URL, body("mine", consent="yes", then="room")).url == "/w/48291356/"
        assert Answer.objects.get().value["text"] == "mine"
        page = client.get(URL).text
        assert "mine" in page and 'id="consent"' not in page

    def test_nothing_written_and_back_keeps_nothing(self, client: Client):
        assert client.post(URL, body("", then="room")).url == "/w/48291356/"
        heard = client.post(f"/write/topic/{SENDS}", body("", then="part"), **JSON)
        assert heard.status_code == 422 and heard.json()["state"] == "unsaved"
        assert not Person.objects.exists()

    def test_what_stands_there_begins_covered_and_a_blank_page_does_not(self, as_ada: Client):
        assert 'class="covers' not in as_ada.get(URL).text
        assert as_ada.post(URL, body("of this morning", consent="yes")).status_code == 302
        page = as_ada.get(URL).text
        assert 'class="covers' in page and "of this morning" in page
        typed = as_ada.post(URL, body("x" * 20_001, base="1")).text
        assert 'class="covers' not in typed, "what one has just typed stays to be seen"
        assert 'class="covers' not in as_ada.get("/write/topic/").text

    def test_the_page_is_nobody_elses_and_kept_by_no_cache(self, as_ada: Client, as_stranger: Client):
        as_ada.post(URL, body("hers alone", consent="yes"))
        assert "hers alone" in as_ada.get(URL).text
        other = as_stranger.get(URL)
        assert "hers alone" not in other.text and "no-store" in other["Cache-Control"]


@pytest.mark.django_db
class TestTheBlankSheet:
    def test_of_an_older_round_nothing_is_on_any_page(self, as_ada: Client, ada: Person):
        canary = "Quod-erat-demonstrandum"
        for key in guide().prompts:
            data = filled(as_ada.get(f"/write/{key}/").text, canary)
            data |= {"aside": canary, "key": str(uuid.uuid4()), "consent": "yes"}
            assert as_ada.post(f"/write/{key}/", data).status_code == 302, key
        old = in_may(ada)
        assert canary in as_ada.get("/write/topic/").text
        for key in guide().prompts:
            page = as_ada.get(f"/write/{key}/{SENDS}").text
            assert canary not in page and "You answered this" not in page and str(old.pk) not in page, key
            assert 'id="consent"' not in page and 'name="base" value="0"' in page, key
            part = as_ada.get(f"/write/{key}/part/{SENDS}").text
            assert canary not in part and "Nothing is saved here yet" in part, key
        assert Round.objects.count() == 1, "to look begins nothing"

    def test_the_first_save_begins_a_round_and_the_next_go_into_it(self, as_ada: Client, ada: Person):
        put(ada, "topic", "rain")
        old = in_may(ada)
        for key, words in (("topic", "snow"), ("tried", "hail")):
            said = as_ada.post(f"/write/{key}/{ROOM}", body(words), **JSON).json()
            assert said["state"] == "saved" and said["version"] == 1 and said["round"] != str(old.pk)
        assert Round.objects.count() == 2
        new = Round.objects.exclude(pk=old.pk).get()
        assert {answer.prompt for answer in new.answers.all()} == {"topic", "tried"}
        assert old.answers.get().value["text"] == "rain"

    def test_the_round_of_this_morning_goes_on(self, as_ada: Client, ada: Person):
        put(ada, "topic", "this morning")
        begun(hours=11.9)
        assert "this morning" in as_ada.get(URL).text
        as_ada.post(f"/write/tried/{ROOM}", body("now"))
        assert Round.objects.get().answers.count() == 2
        begun(hours=12.1)
        assert "this morning" not in as_ada.get(URL).text and dt.timedelta(hours=12) == FRESH

    def test_a_round_put_away_is_not_written_in(self, as_ada: Client, ada: Person):
        put(ada, "topic", "put away")
        archive_round(this=Round.objects.get())
        assert "put away" not in as_ada.get(URL).text
        as_ada.post(URL, body("fresh"))
        assert Round.objects.count() == 2

    def test_an_older_round_that_holds_nothing_is_taken_as_it_is(self, as_ada: Client, ada: Person):
        put(ada, "topic", "rain")
        in_may(ada)
        empty = Round.objects.create(journal=ada.journal, path="again", begun_at=timezone.now() - dt.timedelta(days=3))
        said = as_ada.post(URL, body("snow"), **JSON).json()
        empty.refresh_from_db()
        assert said["round"] == str(empty.pk) and empty.path == "again"
        assert timezone.now() - empty.begun_at < dt.timedelta(minutes=1)

    def test_a_save_whose_answer_was_lost_begins_no_second_round(self, as_ada: Client, ada: Person):
        put(ada, "topic", "rain")
        in_may(ada)
        first = body("snow")
        assert as_ada.post(URL, first, **JSON).json()["version"] == 1
        assert as_ada.post(URL, first, **JSON).json()["version"] == 1, "the same save again"
        later = body("snow and more", tried=first["key"])
        begun(hours=20)
        assert as_ada.post(URL, later, **JSON).json()["version"] == 2, "tried again on the next day"
        assert Round.objects.count() == 2

    def test_a_page_that_knows_its_round_goes_on_in_it_however_old(self, as_ada: Client, ada: Person):
        put(ada, "topic", "rain")
        old = in_may(ada)
        said = as_ada.post(URL, body("rain again", base="1", round=str(old.pk)), **JSON).json()
        assert said["state"] == "saved" and said["round"] == str(old.pk)

    def test_another_persons_round_is_no_door(self, as_stranger: Client, ada: Person, stranger: Person):
        theirs = put(ada, "topic", "hers alone").round_id
        put(stranger, "tried", "his")
        refused = as_stranger.post(URL, body("in", round=str(theirs)))
        assert refused.status_code == 410 and "hers alone" not in refused.text

    def test_the_same_prompt_from_two_devices_is_a_choice(self, as_ada: Client, ada: Person):
        put(ada, "tried", "rain")
        in_may(ada)
        as_ada.post(URL, body("from the phone"), **JSON)
        moved = as_ada.post(URL, body("from the laptop"), **JSON)
        assert moved.status_code == 409 and "from the phone" in moved.json()["choose"]
        assert as_ada.post(URL, body("from the laptop", base="1", then="theirs"), **JSON).json()["state"] == "saved"
        assert Answer.objects.get(prompt="topic").revisions.count() == 1 and Round.objects.count() == 2

    def test_few_statements_however_much_there_is(self, as_ada: Client, ada: Person):
        put(ada, "topic", "one")
        for _ in range(3):
            in_may(ada)
            as_ada.post(URL, body("snow"))
        as_ada.get(URL)
        assert asked(lambda: as_ada.get(URL)) == 4  # session, person, round, answer
        assert asked(lambda: as_ada.get(f"/write/topic/part/{SENDS}")) == 4
        fresh = asked(lambda: as_ada.post(f"/write/tried/{ROOM}", body("hail")))
        assert fresh <= 8, "the first save of a page fetched before"
        in_may(ada)
        assert asked(lambda: as_ada.post(f"/write/tried/{ROOM}", body("begins a round"))) <= 16

    def test_ordinary_pages_ask_no_more_than_before(self, as_ada: Client, ada: Person):
        put(ada, "topic", "one")
        as_ada.get("/write/topic/")
        assert asked(lambda: as_ada.get("/write/topic/")) == 4


def asked(act: object) -> int:
    """Statements of a request, without BEGIN, COMMIT and savepoints."""
    with CaptureQueriesContext(connection) as queries:
        assert act().status_code in {200, 302}
    return sum(not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for one in queries)


def test_saves_at_the_same_moment_begin_one_round(server: Server):
    """Eight pages that were fetched before anything was saved, by somebody who has an account and no round."""
    somebody, keys = Caller(server.url), list(guide_keys())[:8]
    form = {"username": f"room {uuid.uuid4()}", "password1": PASSWORD}
    assert "<code>" in somebody.post("/account/signup/", form).text
    pages = {key: filled(somebody.get(f"/write/{key}/{ROOM}").text, f"words of {key}") for key in keys}
    assert {data["round"] for data in pages.values()} == {""}

    def save(key: str) -> int:
        data = {**pages[key], "key": str(uuid.uuid4()), "consent": "yes"}
        return somebody.post(f"/write/{key}/{ROOM}", data).status

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(save, keys)) == [302] * 8
    assert somebody.get("/journal/rounds/").text.count('href="/journal/rounds/') == 1
    assert {somebody.get(f"/write/{key}/{ROOM}").text.count('class="covers') for key in keys} == {1}


def guide_keys() -> list[str]:
    """Prompts with one box for words."""
    return [key for key, kind in PROMPTS.items() if kind in {"text", "fields", "experiments", "cv", "rows"}]
