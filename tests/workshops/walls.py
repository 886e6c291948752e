"""Walls for tests: a workshop at a moment, and what it shows then."""

import re
import time
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from reflections.documents.document import Own, Part, Table
from reflections.documents.drawings import Bar, Spread, Tally, paired_bars, spread_bells, spread_dots, tallies
from reflections.documents.stored import pack
from reflections.kinds import Prompt
from reflections.workshops.models import JoinCode, Step, Workshop
from reflections.workshops.screen import Wall, turned
from reflections.workshops.state import Now

LONG = "I told everybody that I had turned the offer down, when in truth I sat by the phone for six weeks "
LONG += "and nobody called me back about it at all."
QUESTION = "In which real places could you see yourself, and what do you know about each?"
LONGEST = "What would you tell somebody who began a year after you, in another country and language, about what "
LONGEST += "a no is worth?"
TITLE = (
    "An hour for everybody who came to this field by another road, and for those who do not know yet whether to stay"
)
TURN_TO = (
    "Dr Amina Ndoye, room 12 on the first floor, all day; Pip from the student council, who wears the yellow scarf; "
)
TURN_TO += "or, if you would rather talk with somebody who knows none of us, the counselling centre across the yard, "
TURN_TO += "030 1234567, which answers until ten at night, and by e-mail at any time."
WAYS = [
    "Looking at raw data, or doing an example by hand",
    "Asking the question that sounds too simple",
    "Explaining hard things in plain words",
    "Working with intuitions",
    "Carrying ideas from one field into another",
    "Precision",
    "Staying with one problem for a long time",
    "Keeping many collaborations",
    "Testing one’s own favourite idea hardest",
    "Seeing the big picture",
    "Building tools that others can use",
    "Letting go of what leads nowhere",
    "Helping other people’s ideas grow",
    "Playing first, planning later",
]
WEEK = ["Reading", "Deriving or proving", "Coding and experiments", "Writing", "Talking with collaborators"]
WEEK += ["Mentoring and teaching", "Reviewing", "Applications and admin", "Care and the rest"]
LAB = [
    "Don’t boast about nights and weekends at work",
    "Lend my privilege: amplify marginalised voices, and say “I’m not comfortable with that” when somebody "
    "behaves badly",
    "Proofread for people who write in a language they learned late",
    "Leave room for others to speak",
]
SAFETY = ["I can say that I don’t understand", "A mistake is not held against me", "I can raise a hard issue"]
SAFETY += ["I can ask for help", "My work is seen", "I have a place here"]
CVS = ["School", "PhD", "Postdoc", "Job interview", "Competition", "Grant or scholarship", "Visa", "Promotion"]
CVS += ["Submission", "Never answered", "Other"]


ONE: dict[Any, str] = {"count": "How many"}
SAID = "41 people sent this. How many chose each. A full bar would be all of them."
RINGS = ["Close", "Sometimes", "Would like"]
ENDS = ("not true here", "true here")
POLES = [("One long problem", "Many short ones"), ("Alone", "With many people"), ("Understanding", "Building")]
HORIZONS = [Bar("A topic", "1–2 years", 7, 4), Bar("Asking and answering questions", "3–6 years", 2, 4)]
HORIZONS += [Bar("A network of collaborators", "15+ years", 1, 2)]


def lines(words: list[str]) -> Table:
    """A wall of lines."""
    return Table("The wall", ("Line",), tuple((Own(line),) for line in words))


FIVE = tuple(map(str, range(1, 6)))
BOTH: dict[Any, str] = {"now": "Today", "wish": "Wished"}
PICTURES: dict[str, Part] = {
    "choice": tallies(
        "Ways of working", [Tally(way, {"count": 41 - 3 * at}) for at, way in enumerate(WAYS)], 60, ONE, "Option", SAID
    ),
    "few": tallies("How near", [Tally(ring, {"count": at}) for at, ring in enumerate(RINGS)], 7, ONE, "How near", SAID),
    "tender": Table("Counted in words.", ("Kind", "How many"), tuple((kind, "some") for kind in CVS)),
    "tender both": Table("In words.", ("What", "I do", "I’ll start"), tuple((one, "some", "none") for one in LAB)),
    "tender scale": Table("In words.", ("Statement", *FIVE), tuple((one, *["some"] * 5) for one in SAFETY)),
    "cv": tallies("Two CVs", [Tally(kind, {"count": 14 - at}) for at, kind in enumerate(CVS)], 23, ONE, "Kind", SAID),
    "lab": tallies(
        "In the lab",
        [Tally(one, {"now": 20 - at, "wish": 3 * at}) for at, one in enumerate(LAB)],
        40,
        BOTH,
        "What",
        SAID,
    ),
    "week": paired_bars("Your week", [Bar(part, "", at % 4, (at + 2) % 5) for at, part in enumerate(WEEK)], 10),
    "horizons": paired_bars("Where effort goes", HORIZONS, 10, description="For each part the middle of all answers."),
    "safety": spread_dots(
        "How it is where you are", [Spread(one, {"now": [3, 120, 9, 0, 14]}) for one in SAFETY], 1, ENDS, ONE, SAID
    ),
    "sure": spread_dots(
        "How sure you are",
        [Spread("How sure are you what to do next?", {"now": range(0, 110, 10)})],
        0,
        ENDS,
        ONE,
        SAID,
    ),
    "strengths": spread_dots(
        "Four strengths",
        [Spread(one, {"now": [3, 20, 9, 5, 14], "wish": [1, 2, 30, 9, 0]}) for one in WAYS[:4]],
        1,
        ENDS,
        BOTH,
        SAID,
    ),
    "style": spread_bells(
        "Your style",
        [Spread(start, {"now": [1, 2, 13, 4, 5, 6, 17], "wish": [17, 6, 5, 4, 3, 2, 1]}, end) for start, end in POLES],
        BOTH,
        SAID,
    ),
    "twelve": lines([f"{number} {LONG}"[:140] for number in range(1, 13)]),
    "short": lines(["I nearly left.", "The paper they cite was my third try.", "I ask for help a month too late."] * 4),
    "one word": lines(["x" * 140, "漢字" * 70, "W" * 140, "שלום " * 28, "किताब " * 23]),
}


def page(card: str, **more: Any) -> str:
    """The page of a wall with `card` in its middle, without any database: `more` are its step's and its workshop's."""
    at_hand = {field.name for field in Step._meta.fields}
    step = Step(position=3, **{"title": "Ways of working", **{name: more[name] for name in more if name in at_hand}})
    known = {field.name for field in Workshop._meta.fields} - {"kind", "title", "step"}
    room = Workshop(**{"title": more.get("room", "Newcomers’ hour"), "state": more.get("state", "open")})
    for name in known & more.keys():
        setattr(room, name, more[name])
    step.result = more.get("result")
    wall = Wall(
        workshop=room,
        now=Now(4, room.state, number=3, ends=int(time.time()) + 138, enough=more.get("enough", False)),
        step=step,
        prompt=Prompt("ways", "choice", step.title, more["ask"]) if "ask" in more else None,
        card=card,
        runs=more.get("runs", True),
        ticket="a:ticket",
        code=JoinCode(code="48291356", secret="k3Jx9Qm2vT7wLr5ZbN8cYd4F") if room.state != "closed" else None,
        left=138,
        leaves=turned(step, f"3.{more.get('page', 1)}") if card == "reveal" else (),
        room="48291356",
    )
    request = RequestFactory().get("/")
    return render_to_string("workshops/screen.html", {"wall": wall}, request)


def revealed(result: Part | None, title: str = "Ways of working", **more: Any) -> str:
    """The page that shows `result`."""
    return page("reveal", title=title, result=pack([result]) if result else None, **more)


def named(part: Part) -> str:
    """What a picture is called."""
    return part.caption if isinstance(part, Table) else part.title


def scenes() -> dict[str, str]:
    """Every page there is, by a name: each state, each kind of picture with all its leaves, and the fullest of all."""
    many = {"turn_to": TURN_TO, "room": TITLE}
    made = {
        "welcome": page("welcome", turn_to="Dr Amina Ndoye, room 12, or +49 30 1234567"),
        "welcome, full": page("welcome", **many),
        "welcome, locked": page("welcome", locked=True),
        "write": page("write", ask=QUESTION),
        "write, tender": page("write", ask=QUESTION, tender=True, **many),
        "write, longest": page("write", ask=LONGEST),
        "share": page("share", ask="Which ways of working come back?", enough=True),
        "share a line": page("share", ask=QUESTION, part="line", tender=True, **many),
        "sift": page("sift"),
        "nothing": revealed(None),
        "pairs": page("groups", title="Talk to a neighbour"),
        "talk": page("talk", title=TITLE),
        "pause": page("pause", title="A breath", paused=True),
        "locked": page("write", ask=QUESTION, locked=True),
        "closed": page("closed", state="closed"),
    }
    for name, part in PICTURES.items():
        first = revealed(part, named(part))
        count = max(map(int, re.findall(r"1 of (\d+)", first)), default=1)
        made |= {f"{name} {at}": revealed(part, named(part), page=at) for at in range(1, count + 1)}
    made["choice, long title"] = revealed(PICTURES["choice"], TITLE)
    return made


def text(reply: HttpResponse) -> str:
    """The words of a page, without its head and its tags."""
    assert reply.status_code == 200
    body = reply.content.decode().partition("<main")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", body.replace("&#x27;", "’")).split())
