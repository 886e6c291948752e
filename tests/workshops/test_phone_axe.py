"""The pages of a seat, as `tests/test_axe.py` looks at all others."""

import re

from tests.browser import Server
from tests.eyes import Eyes
from tests.wire import Caller
from tests.workshops.hall import Hall


def seat(hall: Hall, url: str) -> Caller:
    """Somebody who sits in the hall."""
    this = Caller(url)
    assert this.post(f"/join/{hall.code}/", {}).headers["Location"] == hall.phone
    return this


def test_the_phone_at_every_point_of_a_room(eyes: Eyes, server: Server, hall: Hall):
    phone = seat(hall, server.url)
    eyes.become(phone)
    seen: set[str] = set()
    for _press in range(24):
        here = re.search(r'data-scene="(\w+)"', phone.get(hall.phone).text)[1]
        if here not in seen:
            eyes.look(hall.phone, name=here)
            seen.add(here)
        hall.press()
    assert seen == {"planned", "waiting", "talk", "write", "share", "sift", "shown", "pairs"} - {"planned"}
    eyes.look(f"{hall.phone}step/3/", name="at one's own pace")
    hall.close()
    eyes.look(hall.phone, name="closed")


def test_a_phone_that_sent_and_one_that_could_not(eyes: Eyes, server: Server, hall: Hall):
    phone = seat(hall, server.url)
    hall.press(times=4)
    page = phone.get(hall.phone).text
    part = '{"chosen": ["precision"], "kind": "choice", "v": 1}'
    fields = {"step": re.search(r'data-step="([0-9a-f-]{36})"', page)[1], "phase": "share", "turn": "1", "part": part}
    assert phone.post(f"{hall.phone}send/", fields).status == 302
    eyes.become(phone)
    eyes.look(hall.phone, name="sent")
    eyes.look_at(phone.post(f"{hall.phone}send/", {**fields, "part": "{}", "turn": "2"}).text, "not sent")
    eyes.look_at(phone.post(f"{hall.phone}send/", {**fields, "phase": "write"}).text, "too late")
