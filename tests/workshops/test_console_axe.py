"""The pages of running a workshop, as `tests/test_axe.py` looks at all others; and the console in a browser."""

import datetime as dt
import re

from tests.eyes import Eyes
from tests.wire import Caller

WORDS = "How we work, and what no CV says. Quod-erat-demonstrandum-und-so-weiter."


def test_pages_of_running(eyes: Eyes, account: Caller):
    """A rehearsal has all of them: its people send as soon as they may."""
    eyes.become(account)
    filled = {"agenda": "twenty-five", "title": WORDS, "starts_at": f"{dt.date.today()}T10:00", "time_zone": "UTC"}
    here = account.post("/workshops/new/", {**filled, "minutes": "25", "language": "en"}).headers["Location"]
    for path in ("console/", "console/doors/", "rehearse/"):
        eyes.look(f"{here}{path}")
    copy = account.post(f"{here}rehearse/", {}).headers["Location"]
    eyes.look(copy, name="people come in")

    def press(path: str = "run/", **more: str) -> None:
        tick = re.search(r'name="tick" value="([0-9]+)"', account.get(copy).text)[1]
        assert account.post(f"{copy}{path}", {"act": "next", "tick": tick, **more}).status == 303

    for place in ("welcome", "writing", "a second question", "sending", "a picture", "talking"):
        press()
        eyes.look(copy, name=place)
        if place == "sending":
            eyes.look(f"{copy}hands/")
            eyes.look_at(account.post(f"{copy}hands/", {"tick": "0"}).text, "nothing counted")
    for place in ("two CVs", "sending lines", "lines to look at"):
        press()
        eyes.look(copy, name=place)
    for number in range(3):
        press("sift/", line=f"up:{number}")
    eyes.look(copy, name="some lines are up")
    press()
    press(act="pause")
    eyes.look(copy, name="a wall, and a pause")
    eyes.look(copy.replace("console/", "close/"), name="the end of a rehearsal")
    press_open(account, here)
    eyes.look(f"{here}close/")


def press_open(account: Caller, here: str) -> None:
    """Open the doors of a workshop."""
    tick = re.search(r'name="tick" value="([0-9]+)"', account.get(f"{here}console/").text)[1]
    assert account.post(f"{here}console/run/", {"act": "open", "tick": tick}).status == 303
