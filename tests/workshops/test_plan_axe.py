"""The pages of planning, as `tests/test_axe.py` looks at all others."""

import datetime as dt
import re

import pytest

from tests.browser import Server
from tests.eyes import Eyes
from tests.wire import Caller

WORDS = "How we work, and what no CV says. Quod-erat-demonstrandum-und-so-weiter."


@pytest.fixture
def guest(server: Server) -> Caller:
    """Somebody who has written a page without an account."""
    this = Caller(server.url)
    assert this.fill("/write/topic/", WORDS).status == 302
    return this


def test_pages_of_planning(eyes: Eyes, account: Caller, guest: Caller):
    eyes.become(account)
    for path in ("", "new/", "new/?agenda=sixty", "new/?agenda="):
        eyes.look(f"/workshops/{path}")
    when = {"starts_at": f"{dt.date.today() + dt.timedelta(days=9)}T10:00", "time_zone": "Europe/Zurich"}
    filled = {"agenda": "twenty-five", "title": WORDS, **when, "minutes": "20", "language": "en"}
    eyes.look_at(account.post("/workshops/new/", {**filled, "title": "", "starts_at": "soon"}).text, "a refused plan")
    here = account.post("/workshops/new/", filled).headers["Location"]
    words = {**filled, "turn_to": WORDS, "from_before": WORDS}
    assert account.post(f"{here}details/", words).status == 302
    steps = re.findall(r'id="step-([0-9a-f-]{36})"', account.get(here).text)
    for path in ("", "details/", "duplicate/", "delete/", "people/", "people/leave/", "steps/new/"):
        eyes.look(f"{here}{path}")
    for what in ("kind=wall", "kind=pairs", "kind=talk", "kind=prompt&prompt=ways"):
        eyes.look(f"{here}steps/new/?{what}")
    for path in (f"{steps[2]}/", f"{steps[3]}/", f"{steps[2]}/preview/", f"{steps[4]}/preview/", f"{steps[6]}/delete/"):
        eyes.look(f"{here}steps/{path}")
    eyes.look_at(account.post(f"{here}steps/{steps[2]}/", {"minutes": "x", "part": "no"}).text, "a refused step")
    eyes.look("/workshops/", name="a list of workshops")
    link = account.post(f"{here}people/", {}).text
    eyes.look_at(link, "a link for a co-organiser")
    invited = re.search(r'value="[^"]*(/workshops/invited/[\w-]+/)"', link)[1]
    eyes.look(invited)
    eyes.look("/workshops/invited/nothing/")
    eyes.look("/account/delete/", name="deleting with a workshop")
    eyes.become(guest)
    eyes.look("/workshops/", name="workshops of a guest")
    eyes.look(invited, name="an invited guest")
