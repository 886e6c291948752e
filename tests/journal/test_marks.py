"""Marks: saved with the answer, followed through every way it changes, shown where they are."""

import html
import json
import re
import uuid

import pytest

from reflections.documents.anchors import Anchor, cut, find, join
from reflections.guide.library import guide
from reflections.journal.actions import AnswerMoved, Save, keep_theirs, mark_phrases, restore_revision, save_answer
from reflections.journal.models import Answer, Revision
from reflections.journal.reading import read

pytestmark = pytest.mark.django_db

URL, MARKS = "/write/topic/", "/write/topic/marks/"
WORDS = "She lets a hunch run for a week; no hunch is lost."


def mark(words: str, text: str = WORDS, key: str = "k1") -> str:
    """A tick as the page's script makes it."""
    whole = join([text])
    span = find(Anchor(words), whole)
    assert span
    return json.dumps(cut(whole, span, key).as_data())


def body(words: str, *marks: str, **more: str) -> dict[str, object]:
    return {"a-text": words, "key": str(uuid.uuid4()), "base": "0", "marks": "1", "mark": list(marks), **more}


def phrases() -> list[str]:
    return list(read(Answer.objects.get()).marks)


def asleep() -> list[str]:
    return [each.text for each in read(Answer.objects.get()).anchors if each.asleep]


def text_value(words: str) -> dict[str, object]:
    return {"kind": "text", "v": 1, "text": words}


def save(person, words: str, *, base: int, marks: tuple[Anchor, ...] | None = None, **more: object) -> Answer:
    save = Save(key=uuid.uuid4(), base=base, marks=marks, **more)  # type: ignore[arg-type]  # whatever a test sets
    return save_answer(person=person, prompt=guide().prompts["topic"], value=text_value(words), aside="", save=save)


def test_a_guests_first_save_carries_what_is_marked(client):
    assert client.post(URL, body(WORDS, mark("hunch"), consent="yes")).status_code == 302
    assert phrases() == ["hunch"]
    page = client.get(URL).text
    assert page.count('<mark class="own" dir="auto">hunch</mark>') == 1


def test_what_was_marked_comes_back_with_every_refusal(client):
    page = client.post(URL, body(WORDS, mark("hunch")))
    assert page.status_code == 403
    assert '<mark class="own" dir="auto">hunch</mark>' in page.text
    assert not Answer.objects.exists()


def test_marks_are_sealed(as_ada, ada, write):
    write(ada, "topic", WORDS)
    as_ada.post(URL, body(WORDS, mark("hunch"), base="1"))
    row = Answer.objects.values().get()
    assert row["marks_sealed"] and "hunch" not in str(row)


def test_the_page_goes_on_from_its_own_mark_however_long_it_stays_open(as_ada, ada, write):
    """What the page sends was cut when it was loaded; the words have moved and changed since."""
    write(ada, "topic", WORDS)
    tick = mark("hunch")
    texts = [WORDS, f"A hunch first. {WORDS}", "A hunch first. She lets a hunhc run for a week; no hunch is lost."]
    texts += ["A hunch first. So she lets a hunhc run; no hunch is lost."]
    for base, text in enumerate(texts, 1):
        assert as_ada.post(URL, body(text, tick, base=str(base))).status_code == 302
    assert phrases() == ["hunhc"]
    assert Answer.objects.get().marks[0]["before"].endswith("So she lets a ")
    as_ada.post(URL, body(texts[-1], base="5"))
    assert Answer.objects.get().marks is None, "unticked, it is gone"


def test_words_that_are_gone_are_said_and_come_back(as_ada, ada, write):
    write(ada, "topic", WORDS)
    as_ada.post(URL, body(WORDS, mark("hunch"), base="1"))
    as_ada.post(URL, body("She lets it run for a week; no hunch is lost.", mark("hunch"), base="2"))
    assert (phrases(), asleep()) == ([], ["hunch"])
    assert "no longer there" in as_ada.get(URL).text
    assert "<mark>" not in as_ada.get("/summary/").text, "nor does it light up the other hunch"
    as_ada.post(URL, body(WORDS, mark("hunch"), base="3"))
    assert (phrases(), asleep()) == (["hunch"], [])


def test_a_page_without_marks_leaves_them_and_they_follow(ada):
    save(ada, WORDS, base=0, marks=(Anchor.read(json.loads(mark("hunch"))),))
    save(ada, f"So: {WORDS}", base=1)
    assert Answer.objects.get().marks[0]["at"] == 1 + len("So: She lets a ")


def test_marks_alone_keep_no_text_and_move_no_sitting(ada, as_ada, write):
    answer = write(ada, "topic", WORDS)
    Answer.objects.update(saved_at=(long_ago := answer.saved_at.replace(year=2020)))
    as_ada.post(URL, body(WORDS, mark("hunch"), base="1"))
    assert phrases() == ["hunch"] and not Revision.objects.exists()
    save(ada, "Something else.", base=2)
    assert Revision.objects.get().saved_at == long_ago


def test_a_mark_is_refused_where_another_device_was_faster(ada, as_ada, write):
    write(ada, "topic", WORDS)
    save(ada, f"{WORDS} More.", base=1)
    page = as_ada.post(URL, body(WORDS, mark("hunch"), base="1"))
    assert page.status_code == 409
    assert Answer.objects.get().marks is None and '<mark class="own" dir="auto">hunch</mark>' in page.text
    with pytest.raises(AnswerMoved):
        mark_phrases(answer=Answer.objects.get(), marks=["hunch"], base=1)


def test_mine_brings_my_marks_and_theirs_leaves_theirs(ada):
    theirs, mine = (Anchor.read(json.loads(mark(words, key=words))) for words in ("week", "lost"))
    save(ada, WORDS, base=0, marks=(theirs,))
    keep = Save(key=uuid.uuid4(), base=1, marks=(mine,))
    value = text_value(f"Mine. {WORDS}")
    keep_theirs(person=ada, prompt=guide().prompts["topic"], value=value, aside="", save=keep)
    assert phrases() == ["week"]
    save(ada, f"Mine. {WORDS}", base=1, marks=(mine,), keep_old=True)
    assert phrases() == ["lost"]


def test_an_earlier_text_brings_back_the_marks_of_its_words(ada):
    save(ada, WORDS, base=0, marks=(Anchor.read(json.loads(mark("hunch"))),))
    answer = save(ada, "Now something else.", base=1, keep_old=True)
    mark_phrases(answer=answer, marks=[*read(answer).anchors, "something"])
    assert (phrases(), asleep()) == (["something"], ["hunch"])
    restore_revision(revision=Revision.objects.get(), prompt=guide().prompts["topic"])
    assert (phrases(), asleep()) == (["hunch"], ["something"])


def test_an_answer_that_was_emptied_keeps_its_marks_asleep(ada):
    save(ada, WORDS, base=0, marks=(Anchor.read(json.loads(mark("hunch"))),))
    save(ada, "", base=1)
    assert (phrases(), asleep()) == ([], ["hunch"])
    save(ada, WORDS, base=2)
    assert phrases() == ["hunch"]


def test_old_marks_were_strings(ada, write, as_ada):
    answer = write(ada, "topic", WORDS)
    answer.marks = ["hunch", "never written"]
    answer.save()
    assert (phrases(), asleep()) == (["hunch"], ["never written"])
    write(ada, "topic", f"So: {WORDS}")
    assert (phrases(), asleep()) == (["hunch"], ["never written"])
    assert Answer.objects.get().marks[0]["text"] == "hunch"


@pytest.mark.parametrize("sent", ["hunch", "3", "{}", '{"text": " "}', "[" * 9_000, '{"text": 3}'])
def test_what_is_no_mark_is_refused_and_takes_none_away(as_ada, ada, write, sent):
    write(ada, "topic", WORDS)
    as_ada.post(URL, body(WORDS, mark("hunch"), base="1"))
    assert as_ada.post(URL, body("other words", sent, base="2")).status_code == 422
    as_ada.post(MARKS, {"marks": "1", "mark": sent})
    assert phrases() == ["hunch"]


def test_half_a_character_beside_a_mark_does_no_harm(as_ada, ada, write):
    write(ada, "topic", WORDS)
    half = '{"text": "hunch", "before": "\\udf00She lets a ", "after": " run\\ud83d"}'
    assert as_ada.post(URL, body(WORDS, half, base="1")).status_code == 302
    assert phrases() == ["hunch"]


LETTER = {"kind": "letter", "v": 1, "text": "dear me, hunch", "opens": "2099-01-01", "opened": False}


def test_a_sealed_letter_tells_nothing_of_its_marks(as_ada, ada, write):
    answer = write(ada, "letter", value={**LETTER, "opened": True})
    mark_phrases(answer=answer, marks=["hunch"])
    write(ada, "letter", value=LETTER)
    seen = read(Answer.objects.get())
    assert (seen.marks, seen.anchors) == ((), ())
    for url in ("/write/letter/", "/write/letter/marks/"):
        assert "hunch" not in as_ada.get(url).text
    write(ada, "letter", value={**LETTER, "opened": True})
    assert phrases() == ["hunch"]


# Whole lines, without a script.

ROWS = [
    {"key": "0a0a0a0a", "cells": {"who": "Ada", "known": "data"}},
    {"key": "0b0b0b0b", "cells": {"who": "Bo", "known": "data"}},
]


def ticks(page: str) -> dict[str, bool]:
    """What the ticks of a page send, and whether they are ticked."""
    found = re.findall(r'name="mark" value="([^"]*)"( checked)?', page)
    return {html.unescape(value): bool(on) for value, on in found}


def test_a_line_is_ticked_and_the_same_words_elsewhere_are_left_alone(as_ada, ada, write):
    write(ada, "admired", value={"kind": "rows", "v": 1, "rows": ROWS})
    lines = [line for line in ticks(as_ada.get("/write/admired/marks/").text) if json.loads(line)["text"] == "data"]
    assert len(lines) == 2, "each has a tick of its own"
    assert as_ada.post("/write/admired/marks/", {"marks": "1", "mark": lines[1], "base": "1"}).status_code == 302
    assert phrases() == ["data"] and Answer.objects.get().marks[0]["before"].endswith("Bo\n")
    page = as_ada.get("/write/admired/marks/").text
    assert list(ticks(page).values()) == [False, False, False, True]
    assert page.count("<mark>data</mark>") == 1
    assert as_ada.get("/summary/").text.count("<mark>data</mark>") == 2, "in its place, and ahead of all"


def test_phrases_stay_when_lines_are_ticked_and_can_be_unticked(as_ada, ada, write):
    answer = write(ada, "topic", f"{WORDS}\nA second line.")
    mark_phrases(answer=answer, marks=["week", "gone"])
    page = as_ada.get(MARKS).text
    assert "for a <mark>week</mark>;" in page
    sent = [tick for tick, on in ticks(page).items() if on or json.loads(tick)["text"] == "A second line."]
    as_ada.post(MARKS, {"marks": "1", "mark": sent, "base": "2"})
    assert (phrases(), asleep()) == (["week", "A second line."], ["gone"])
    as_ada.post(MARKS, {"marks": "1", "base": "3"})
    assert Answer.objects.get().marks is None


def test_lines_that_changed_meanwhile_are_shown_again_with_what_was_ticked(as_ada, ada, write):
    write(ada, "topic", "one line\nanother line")
    page = as_ada.get(MARKS).text
    save(ada, "one line\nanother line\na third", base=1)
    again = as_ada.post(MARKS, {"marks": "1", "mark": list(ticks(page))[1], "base": "1"})
    assert again.status_code == 409 and "changed elsewhere" in again.text
    assert list(ticks(again.text).values()) == [False, True, False]
    assert Answer.objects.get().marks is None
