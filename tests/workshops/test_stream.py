"""The stream of a room: it rings first, it rings on every change, and it says nothing that anybody wrote."""

import json

import pytest

from tests.driven import Driven
from tests.workshops.ears import Ear, ask

PRIVATE = "A title that nobody outside should read"
SAID = {"tick", "state", "step", "number", "phase", "ends", "enough", "paused", "now"}


@pytest.fixture
def here(driven: Driven) -> dict:
    return driven.do("room", seats=6, title=PRIVATE)


def events(room: dict, more: str = "") -> str:
    return f"/w/{room['code']}/events/{more}"


def test_a_new_stream_rings_first(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0])
    assert ear.status == 200
    assert ear.ring() == ear.ring_of(tick=1, phase="write", number=1, state="open", id="1")
    assert ear.lines[0] == "retry: 2000"


def test_its_headers_let_nothing_hold_it_back(driven, here):
    given = Ear(driven, events(here), here["cookies"][0], **{"Accept-Encoding": "gzip, br"}).answer.headers
    assert given["Content-Type"] == "text/event-stream"
    assert (given["X-Accel-Buffering"], given["Cache-Control"]) == ("no", "no-store")
    assert given["Content-Encoding"] is None
    assert given["X-Content-Type-Options"] == "nosniff"


def test_a_change_reaches_everybody(driven, here):
    ears = [Ear(driven, events(here), cookie) for cookie in here["cookies"]]
    ears.append(Ear(driven, events(here, f"?ticket={here['ticket']}")))
    assert {ear.ring()["tick"] for ear in ears} == {1}
    moved = driven.do("move", room=here["room"], step=2, phase="share")
    for ear in ears:
        heard = ear.ring()
        assert (heard["tick"], heard["number"], heard["phase"], heard["step"]) == (2, 2, "share", moved["step"])


def test_another_room_hears_nothing(driven, here):
    other = driven.do("room")
    ear = Ear(driven, events(other), other["cookies"][0])
    ear.ring()
    driven.do("move", room=here["room"])
    assert driven.do("move", room=other["room"], phase="share")["tick"] == 2
    assert ear.ring()["phase"] == "share"


def test_who_comes_back_and_missed_nothing_is_told_nothing_twice(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0], **{"Last-Event-ID": "1"})
    driven.do("move", room=here["room"])
    assert ear.ring()["tick"] == 2
    assert ear.lines[:2] == ["retry: 2000", ": hello"]


def test_who_comes_back_hears_where_the_room_is_now(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0])
    ear.ring()
    ear.close()
    driven.do("move", room=here["room"])
    driven.do("move", room=here["room"], phase="share")
    again = Ear(driven, events(here), here["cookies"][0], **{"Last-Event-ID": "1"})
    assert again.until(3) in ([3], [2, 3])  # between processes a bell takes its time


def test_who_knows_more_than_this_process_is_told_nothing_older(driven, here):
    Ear(driven, events(here), here["cookies"][0]).ring()
    driven.do("move", room=here["room"], phase="share", quiet=True)
    ear = Ear(driven, events(here), here["cookies"][1], **{"Last-Event-ID": "2"})
    driven.do("move", room=here["room"])
    assert ear.ring()["tick"] == 3


def test_a_former_code_still_names_the_room(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0])
    ear.ring()
    code = driven.do("reset_code", room=here["room"])["code"]
    assert ear.ring()["tick"] == 2
    for each in (here["code"], code):
        assert Ear(driven, f"/w/{each}/events/", here["cookies"][1]).ring()["tick"] == 2


def test_the_streams_of_a_deleted_room_end_and_none_begins(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0])
    ear.ring()
    driven.do("delete", room=here["room"])
    assert ear.ends() is not None
    assert ask(driven, events(here), here["cookies"][0])[0] == 404
    assert ask(driven, f"/w/{here['code']}/now/", here["cookies"][0])[0] == 404


def test_it_says_where_the_room_is_and_nothing_else(driven, here):
    ear = Ear(driven, events(here), here["cookies"][0])
    ear.ring()
    driven.do("move", room=here["room"], phase="share")
    ear.ring()
    for line in ear.lines:
        name, _, rest = line.partition(": ")
        assert name in {"retry", "", "id", "data"}
        if name == "data":
            assert set(json.loads(rest)) == SAID
    assert PRIVATE not in "".join(ear.lines)


def strangers(here: dict, other: dict) -> dict[str, tuple[str, str]]:
    """Address and cookie of those who have no business here."""
    name, value = here["cookies"][0].split("=", 1)
    theirs = other["cookies"][0].split("=", 1)[1]
    ticket = here["ticket"]
    return {
        "nobody": (events(here), ""),
        "a forged seat": (events(here), f"{name}={value[:-3]}abc"),
        "another room's seat under this room's name": (events(here), f"{name}={theirs}"),
        "another room's seat": (events(here), other["cookies"][0]),
        "a forged ticket": (events(here, f"?ticket={ticket[:-3]}abc"), ""),
        "another room's ticket": (events(here, f"?ticket={other['ticket']}"), ""),
        "a ticket as a cookie": (events(here), f"{name}={ticket}"),
        "a seat as a ticket": (events(here, f"?ticket={value}"), ""),
        "an unknown code": ("/w/00000000/events/", here["cookies"][0]),
        "an unknown code, by nobody": ("/w/00000000/events/", ""),
    }


def test_strangers_all_get_one_answer(driven, here):
    other = driven.do("room")
    answers = {who: ask(driven, *asked) for who, asked in strangers(here, other).items()}
    assert {(status, body) for status, _, body in answers.values()} == {(404, b"Not found.\n")}
    now = {ask(driven, path.replace("events", "now"), cookie)[::2] for path, cookie in strangers(here, other).values()}
    assert now == {(404, b"Not found.\n")}


def test_a_stream_is_only_read(driven, here):
    status, headers, _ = ask(driven, events(here), here["cookies"][0], "POST")
    assert (status, headers["Allow"]) == (405, "GET")
