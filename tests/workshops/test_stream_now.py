"""The fragment that all phones of a room share: from memory, made once however many ask."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor

from tests.workshops.ears import Ear, ask


def now(room: dict, tick: object = "") -> str:
    return f"/w/{room['code']}/now/" + (f"?tick={tick}" if tick != "" else "")


def test_it_shows_where_the_room_is(driven):
    room = driven.do("room", seats=2)
    status, headers, body = ask(driven, now(room), room["cookies"][0])
    assert (status, json.loads(headers["X-Room"])["tick"]) == (200, 1)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert b'data-scene="write"' in body
    driven.do("move", room=room["room"], phase="share")
    Ear(driven, f"/w/{room['code']}/events/", room["cookies"][1]).until(2)
    _, headers, body = ask(driven, now(room), room["cookies"][0])
    assert json.loads(headers["X-Room"])["tick"] == 2
    assert b'data-scene="share"' in body


def test_who_has_it_is_told_so(driven):
    room = driven.do("room")
    status, headers, body = ask(driven, now(room, 1), room["cookies"][0])
    assert (status, body) == (204, b"")
    assert json.loads(headers["X-Room"])["tick"] == 1
    assert ask(driven, now(room, 0), room["cookies"][0])[0] == 200


def test_a_screen_has_a_ticket_for_it_too(driven):
    room = driven.do("room")
    assert ask(driven, f"{now(room)}?ticket={room['ticket']}")[0] == 200


def test_its_head_is_enough_to_ask_whether_the_room_moved(driven):
    room = driven.do("room")
    status, headers, body = ask(driven, now(room), room["cookies"][0], "HEAD")
    assert (status, body, json.loads(headers["X-Room"])["tick"]) == (200, b"", 1)


def test_it_is_packed_for_whoever_can_unpack_it(driven):
    room = driven.do("room")
    plain = ask(driven, now(room), room["cookies"][0])[2]
    _, headers, packed = ask(driven, now(room), room["cookies"][0], **{"Accept-Encoding": "br, gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == plain


def test_however_many_ask_at_once_it_is_made_once(driven):
    before = driven.do("drawn")["times"]
    room = driven.do("room", seats=200)
    with ThreadPoolExecutor(50) as phones:
        bodies = set(phones.map(lambda cookie: ask(driven, now(room), cookie)[::2], room["cookies"]))
    assert len(bodies) == 1
    assert driven.do("drawn")["times"] == before + 1


def test_it_reads_no_session_and_sets_no_cookie(driven):
    room = driven.do("room")
    _, headers, _ = ask(driven, now(room), f"{room['cookies'][0]}; session=whatever")
    assert headers["Set-Cookie"] is None
