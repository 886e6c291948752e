"""What could go to a room: of what is saved, exactly as it would be counted, and nothing of a letter."""

import datetime as dt
import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from reflections.documents.anchors import Anchor
from reflections.guide.library import guide
from reflections.journal.models import Answer
from reflections.kinds import kind
from reflections.people.models import Person
from tests.journal.rounds_cast import in_may, put
from tests.kinds.reading import Page
from tests.wire import WRITTEN, filled

pytestmark = pytest.mark.django_db

STEP = "9b2c4f5e-1d7a-4c3e-8a90-5f2d3c4b6a71"
WALL = "One line may go, without your name."


def url(prompt: str, want: str) -> str:
    return f"/write/{prompt}/part/?room=48291356&step={STEP}&want={want}&turn=7"


def forms(page: str) -> list[dict[str, Any]]:
    """What each form of the page carries to the room."""
    found = re.findall(r"<form[^>]*data-send.*?</form>", page, re.DOTALL)
    assert all('action="/w/48291356/send/"' in one and 'method="post"' in one for one in found)
    return [Page(one).sends().dict() for one in found]


def test_what_is_chosen_goes_as_it_is_counted(as_ada: Client, ada: Person):
    keys = [one["key"] for one in guide().prompts["ways"].items("options")[:2]]
    chosen = [*({"key": key, "words": "", "moment": "a private moment"} for key in keys)]
    chosen.append({"key": "own-1a2b3c4d", "words": "walks with Kofi", "moment": "another"})
    put(ada, "ways", value={"kind": "choice", "v": 1, "chosen": chosen}, aside="an aside")
    page = as_ada.get(url("ways", "picture")).text
    (sent,) = forms(page)
    assert (sent["step"], sent["phase"], sent["turn"]) == (STEP, "share", "7") and sent["csrfmiddlewaretoken"]
    assert json.loads(sent["part"])["chosen"] == keys and "line" not in sent
    assert "Exactly this is counted, without your name" in page
    for private in ("Kofi", "private moment", "an aside"):
        assert private not in page, private
    (line,) = forms(as_ada.get(url("ways", "line")).text)
    assert line["line"].strip() == "walks with Kofi"


def test_lines_can_be_rewritten_and_what_is_marked_comes_first(as_ada: Client, ada: Person):
    lines = [f"Line {number}, of things" for number in range(1, 8)]
    answer = put(ada, "topic", "\n".join(lines), aside="an aside")
    answer.marks = [Anchor("5, of things", key="one", before="Line ").as_data()]
    answer.save()
    page = as_ada.get(url("topic", "line")).text
    sent = forms(page)
    assert [one["line"].strip() for one in sent][:3] == ["5, of things", lines[4], lines[0]]
    assert len(sent) == 8 and 'maxlength="140"' in page and "5 more lines" in page
    folded = page.partition("<details")[2]
    assert lines[0] not in folded and lines[6] in folded
    for words in (WALL, "The organiser reads all lines", "Nobody should be recognisable", "take it back"):
        assert words in page, words
    assert "an aside" not in page
    assert not forms(as_ada.get(url("topic", "picture")).text)


def test_it_says_when_what_it_shows_was_saved(as_ada: Client, ada: Person):
    answer = put(ada, "topic", "saved words")
    page = as_ada.get(url("topic", "line"))
    saved = answer.saved_at.astimezone(dt.UTC)
    assert f'datetime="{saved.isoformat(timespec="seconds")}"' in page.text and "What you typed since" in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("want", ["picture", "line"])
@pytest.mark.parametrize("key", WRITTEN)
def test_every_offer_is_one_that_the_room_takes(as_ada: Client, key: str, want: str):
    """Whatever is written to whatever question: the kind takes each part as its page carries it, word for word."""
    data = filled(as_ada.get(f"/write/{key}/?room=48291356").text, "Why cells decide")
    as_ada.post(f"/write/{key}/?room=48291356", {**data, "consent": "yes"})
    prompt, page = guide().prompts[key], as_ada.get(url(key, want)).text
    found = forms(page)
    for sent in found:
        part = kind(prompt.kind).clean_part(prompt, sent)
        assert ("line" in part) == (want == "line")
        assert part == json.loads(sent["part"])
    assert found or "Nothing of what you wrote here can go to the room" in page
    if prompt.kind == "letter":
        assert not found


def test_nothing_of_a_letter_sealed_or_open(as_ada: Client, ada: Person):
    value = {"kind": "letter", "v": 1, "text": "Dear future me", "opens": "2190-01-01", "opened": False}
    for more in ({}, {"opened": True}, {"opens": "2020-01-01"}):
        put(ada, "letter", value={**value, **more})
        for want in ("line", "picture"):
            page = as_ada.get(url("letter", want)).text
            assert "Dear future me" not in page and not forms(page)


def test_nothing_saved_says_so_and_leads_back_to_the_question(client: Client, as_ada: Client, ada: Person):
    put(ada, "topic", "of May")
    in_may(ada)
    for browser in (client, as_ada):
        page = browser.get(url("topic", "line"))
        assert page.status_code == 200 and "Nothing is saved here yet" in page.text and "of May" not in page.text
        assert not forms(page.text)
        back = html.escape(url("topic", "line").replace("part/", ""))
        assert f'href="{back}"' in page.text and 'href="/w/48291356/"' in page.text


def test_what_cannot_be_read_is_not_offered(as_ada: Client, ada: Person):
    put(ada, "topic", "words")
    Answer.objects.update(value_sealed="broken")
    page = as_ada.get(url("topic", "line"))
    assert not forms(page.text) and page.status_code == 200


def test_nobody_sees_anothers_part(as_ada: Client, as_stranger: Client, ada: Person):
    put(ada, "topic", "hers alone")
    assert "hers alone" in as_ada.get(url("topic", "line")).text
    assert "hers alone" not in as_stranger.get(url("topic", "line")).text


def test_without_a_room_or_a_step_it_is_the_question(as_ada: Client):
    assert as_ada.get("/write/topic/part/").url == "/write/topic/"
    assert as_ada.get("/write/topic/part/?room=48291356&want=line").url == "/write/topic/?room=48291356"
    assert as_ada.get(url("nothing", "line")).status_code == 404


def test_it_is_read_and_nothing_else(as_ada: Client):
    assert as_ada.post(url("topic", "line")).status_code == 405


def test_markup_in_a_line_stays_words(as_ada: Client, ada: Person):
    put(ada, "topic", '</textarea><script>alert("x")</script>')
    page = as_ada.get(url("topic", "line")).text
    assert "<script>alert" not in page
    assert forms(page)[0]["line"].strip() == '</textarea><script>alert("x")</script>'
