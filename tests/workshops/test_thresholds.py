"""What a room may be shown, by how many sent what: through the pages of phones and of the organiser, as on the day."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from reflections.documents.document import Own, Table
from reflections.documents.stored import unpack
from reflections.guide.library import guide
from reflections.workshops.actions.sharing import WALL
from reflections.workshops.models import Contribution, Phase, Step, StepKey, Workshop
from reflections.workshops.shown import shown
from tests.workshops.acts import fresh, line, way
from tests.workshops.conftest import Room
from tests.workshops.seated import sit

pytestmark = pytest.mark.django_db
NOTHING = "Nothing is shown: too few sent something, or all sent the same."
WAYS = [way("intuitions"), way("precision"), way("big-picture"), way("intuitions", "precision")]


class Console:
    """Ada's console of one workshop."""

    def __init__(self, client: Client, workshop: Workshop) -> None:
        self.client, self.workshop = client, workshop
        self.url = f"/workshops/{workshop.pk}/console/"

    def press(self, act: str, path: str = "run", **more: str) -> None:
        """Press one of its buttons, on the page as it is now."""
        fresh(self.workshop)
        name = "line" if path == "sift" else "act"
        reply = self.client.post(f"{self.url}{path}/", {name: act, "tick": self.workshop.tick, **more})
        assert reply.status_code == 303
        fresh(self.workshop)

    def read(self) -> str:
        """The page."""
        return self.client.get(self.url).content.decode()


@pytest.fixture
def console(as_ada: Client, room: Room, request: pytest.FixtureRequest) -> Console:
    """At a step that is about to take a picture or lines: parametrized with (prompt, part, tender)."""
    prompt, part, tender = getattr(request, "param", ("ways", "picture", False))
    return Console(as_ada, room((prompt, part), ("topic", ""), tender=tender))


def phone_sends(workshop: Workshop, part: Any, client: Client | None = None, to: str = "send", turn: int = 1) -> Client:
    """A phone sends a part, or takes it back."""
    client = client or Client()
    if not client.cookies:
        sit(client, workshop)
    step = workshop.steps.first()
    if part and "line" in part:
        part = {**part, "kind": guide().prompts[step.prompt].kind}
    fields = {"step": step.pk, "phase": "share", "turn": turn, "part": json.dumps(part)}
    client.post(f"/w/48291356/{to}/", fields)
    return client


def run(console: Console, parts: Sequence[Any]) -> Step:
    """Open the sending, let each of `parts` come from a phone, close, and show."""
    console.press("next")
    for part in parts:
        phone_sends(console.workshop, part)
    console.press("next")
    if console.workshop.phase == Phase.SIFT:
        for number in range(min(WALL, len(console.workshop.step.lines or ()))):
            console.press(f"up:{number}", path="sift")
        console.press("next")
    assert console.workshop.phase == Phase.REVEAL
    assert not Contribution.objects.exists()
    assert not StepKey.objects.exists()
    return console.workshop.step


def check(console: Console, step: Step, seen: bool) -> None:
    """The console shows what everything else shows of `step`, or the one sentence."""
    assert (step.result is not None) == seen
    assert (shown(step) is not None) == seen
    assert (NOTHING in console.read()) == (not seen)


PICTURE, TENDER, LINES, TENDER_LINES = (
    ("ways", "picture", False),
    ("ways", "picture", True),
    ("topic", "line", False),
    ("cv", "line", True),
)


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 8, 20])
@pytest.mark.parametrize("console", [PICTURE, TENDER, LINES, TENDER_LINES], indirect=True)
def test_from_so_many_on_it_is_shown(console: Console, count: int):
    step = console.workshop.step
    lines = step.part == "line"
    parts = [line(f"line {number}") if lines else WAYS[number % 4] for number in range(count)]
    check(console, run(console, parts), seen=count >= (8 if step.tender else 5))


@pytest.mark.parametrize(
    ("console", "seen"),
    [(PICTURE, True), (TENDER, False), (LINES, True), (TENDER_LINES, False)],
    indirect=["console"],
)
def test_all_alike(console: Console, seen: bool):
    """On a tender step that all are alike would tell what each one said."""
    part = line("the same") if console.workshop.step.part == "line" else way("intuitions")
    check(console, run(console, [part] * 9), seen)


@pytest.mark.parametrize("console", [TENDER], indirect=True)
def test_seven_against_one_is_no_number_on_a_tender_step(console: Console):
    step = run(console, [way("intuitions")] * 7 + [way("precision")])
    check(console, step, seen=True)
    words = json.dumps(step.result)
    assert "most" in words
    assert not any(figure in words for figure in ('"7"', '"1"', "12", "87"))


@pytest.mark.parametrize("console", [TENDER], indirect=True)
def test_from_twenty_on_a_tender_step_says_numbers(console: Console):
    step = run(console, [way("intuitions")] * 13 + [way("precision")] * 7)
    assert {"13", "7"} <= figures(unpack(step.result)[0])


def figures(part: Any) -> set[Any]:
    """What a picture, or a table, says in figures."""
    if isinstance(part, Table):
        return {cell for row in part.rows for cell in row}
    return {strip.figure for row in part.rows for strip in row.strips}


def test_what_comes_too_late_is_not_counted(console: Console):
    console.press("next")
    early = [phone_sends(console.workshop, part) for part in WAYS]
    console.press("next")
    late = Client()
    phone_sends(console.workshop, way("precision"), late)
    phone_sends(console.workshop, way("precision"), early[0], turn=2)
    assert not Contribution.objects.exists()
    check(console, fresh(console.workshop).step, seen=False)


def test_what_was_taken_back_is_not_counted(console: Console):
    console.press("next")
    phones = [phone_sends(console.workshop, WAYS[number % 4]) for number in range(5)]
    phone_sends(console.workshop, None, phones[2], to="take-back", turn=2)
    console.press("next")
    check(console, console.workshop.step, seen=False)


def test_one_seat_counts_once_however_often_it_sends(console: Console):
    console.press("next")
    phones = [phone_sends(console.workshop, part) for part in WAYS]
    for turn in range(2, 6):
        phone_sends(console.workshop, way("precision"), phones[0], turn=turn)
    console.press("next")
    check(console, console.workshop.step, seen=False)


@pytest.mark.parametrize("console", [LINES], indirect=True)
def test_a_wall_with_nothing_put_up_says_the_same_sentence(console: Console):
    console.press("next")
    for number in range(9):
        phone_sends(console.workshop, line(f"line {number}"))
    console.press("next")
    assert "Go on without a wall" in console.read()
    console.press("next")
    check(console, console.workshop.step, seen=False)
    assert console.workshop.step.lines is None


@pytest.mark.parametrize("console", [LINES], indirect=True)
def test_a_line_is_taken_down_after_it_was_shown(console: Console):
    step = run(console, [line(f"line {number}") for number in range(5)])
    words = step.lines[1]["words"]
    console.press("down:1", path="sift")
    step = console.workshop.step
    assert Own(words) not in [row[0] for row in unpack(step.result)[0].rows]
    assert words not in json.dumps(step.lines)
    for _line in range(4):
        console.press("down:0", path="sift")
    check(console, console.workshop.step, seen=False)


@pytest.mark.parametrize("console", [LINES, TENDER_LINES], indirect=True)
def test_nobody_reads_a_line_before_there_are_enough(console: Console):
    console.press("next")
    for number in range(4):
        phone_sends(console.workshop, line(f"secret line {number}"))
    assert "secret line" not in console.read()
    console.press("next")
    assert console.workshop.phase == Phase.SIFT
    page = console.read()
    assert "secret line" not in page
    assert NOTHING in page
    assert console.workshop.step.lines is None


@pytest.mark.parametrize("console", [PICTURE, TENDER], indirect=True)
def test_the_console_says_at_most_that_there_is_enough(console: Console):
    """How many sent stands nowhere: the page is the same with 5 and with 7, and on a tender step with 0 and 9."""
    console.press("next")
    pages = []
    for number in range(9):
        phone_sends(console.workshop, WAYS[number % 4])
        pages.append(said(console))
    if console.workshop.step.tender:
        assert "Sent" not in pages[0]
        assert pages[0] == pages[6]
    else:
        assert "not enough yet" in pages[0]
        assert pages[0] == pages[3]
        assert "enough to show" in pages[4]
        assert pages[4] == pages[6]


def said(console: Console) -> str:
    """What the console says while phones send: its figures."""
    return console.read().partition('<dl class="nums">')[2].partition("</dl>")[0].partition("Joined")[2]


@pytest.mark.parametrize("console", [("cv", "line", False)], indirect=True)
def test_what_the_guide_calls_tender_since_the_plan_was_made_is_tender(console: Console):
    """Lines of a wall whose question became tender: seven are too few, and nobody is told of "enough"."""
    step = console.workshop.step
    assert guide().prompts["cv"].tender
    Step.objects.filter(pk=step.pk).update(tender=False)
    parts = [{"kind": "cv", "v": 1, "line": f"turned down {number}"} for number in range(7)]
    assert run(console, parts).lines is None
