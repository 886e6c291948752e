"""What was stored while two prompts were asked as rows is read, edited and saved as what they are now."""

import datetime as dt
from typing import Any

from django.test import Client

from reflections.guide.library import forget_cache, guide
from reflections.guide.models import PromptVersion
from reflections.journal import actions
from reflections.journal.models import Answer, Revision
from reflections.people.models import Person
from tests.journal.sending import body
from tests.kinds.experiments import A, B, card, interim

URL = "/write/experiments/"


def asked_as_rows(key: str, columns: list[dict[str, str]]) -> int:
    """The version of a prompt that was asked as rows once."""
    now = PromptVersion.objects.filter(prompt__key=key).latest("number")
    structure = {**now.structure, "kind": "rows", "settings": {"columns": columns}}
    words = {**now.content["en"], "columns": {column["key"]: {"label": column["key"]} for column in columns}}
    now.number += 1
    now.save()
    older = PromptVersion(prompt=now.prompt, number=now.number - 1, structure=structure, content={"en": words})
    older.save()
    forget_cache()
    return int(older.pk)


def store_as_rows(person: Person, prompt: str, version: int, stored: dict[str, Any]) -> Answer:
    this = actions.open_journal(person=person)
    answer = Answer(round=this, prompt=prompt, prompt_version_id=version, state="written", version=1)
    answer.value = stored
    answer.save(force_insert=True)
    return answer


WHAT = [{"key": "what", "type": "text"}, {"key": "failed", "type": "text"}, {"key": "ends", "type": "date"}]
STANDS = [{"key": name, "type": "line"} for name in ("behaviour", "stand", "when", "will")]


def test_experiments_that_were_rows_are_read_edited_and_saved(as_ada: Client, ada: Person) -> None:
    version = asked_as_rows("experiments", WHAT)
    cells = {"what": "Ask at lunch", "failed": "Nobody answered", "ends": "2026-01-31"}
    answer = store_as_rows(ada, "experiments", version, interim({"key": A, "cells": cells}))
    assert "Ask at lunch" in as_ada.get("/summary/").text
    assert "Nobody answered" in as_ada.get(URL).text
    sent = body(as_ada.get(f"{URL}?row={A}"), **{f"a-{A}-plus": "They talked"})
    assert as_ada.post(URL, sent).status_code == 302
    expected = card(A, what="Ask at lunch", fails="Nobody answered", ends="2026-01-31", plus="They talked")
    assert Answer.objects.get(prompt="experiments").value["rows"] == [expected]
    answer.refresh_from_db()
    assert answer.prompt_version_id == guide().prompts["experiments"].version


def test_an_earlier_text_of_rows_is_shown_and_comes_back(as_ada: Client, ada: Person) -> None:
    version = asked_as_rows("experiments", WHAT)
    store_as_rows(ada, "experiments", version, interim({"key": A, "cells": {"what": "Ask at lunch"}}))
    Answer.objects.update(saved_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    as_ada.post(URL, body(as_ada.get(URL), **{f"a-{A}-what": "Ask at dinner"}))
    assert "Ask at lunch" in as_ada.get(f"{URL}earlier/").text
    for _twice in range(2):
        revision = Revision.objects.latest("saved_at")
        as_ada.post(f"{URL}earlier/{revision.pk}/", {"then": "back"})
        assert as_ada.get(URL).status_code == as_ada.get("/summary/").status_code == 200
        assert as_ada.get(f"{URL}earlier/").status_code == 200


def test_commitments_that_were_rows_are_read_edited_and_saved(as_ada: Client, ada: Person) -> None:
    version = asked_as_rows("in-lab", STANDS)
    rows = [
        {"key": A, "cells": {"behaviour": "make-room", "stand": "start", "when": "a meeting begins"}},
        {"key": B, "cells": {"behaviour": "own", "stand": "do", "will": "say thanks"}},
    ]
    store_as_rows(ada, "in-lab", version, {"kind": "rows", "v": 1, "rows": rows, "types": {}})
    assert "a meeting begins" in as_ada.get("/summary/").text
    sent = body(as_ada.get("/write/in-lab/"), **{"a-will-make-room": "ask who has not spoken"})
    as_ada.post("/write/in-lab/", sent)
    (first, second) = Answer.objects.get(prompt="in-lab").value["chosen"]
    assert (first["key"], first["when"], first["will"]) == ("make-room", "a meeting begins", "ask who has not spoken")
    assert (second["key"], second["stand"], second["will"]) == (f"own-{B}", "do", "say thanks")
