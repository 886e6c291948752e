"""The report holds what was shown and nothing more, in every format; and the sheet for a dead network."""

import csv
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reflections.documents.document import Own, Part, Table
from reflections.documents.spreadsheet import BOM, inert_cell
from reflections.documents.stored import pack
from reflections.kinds import kind
from reflections.people.models import Person
from reflections.workshops.actions.closing import close_workshop
from reflections.workshops.actions.sharing import close_sharing, open_sharing, send_to_room
from reflections.workshops.models import Phase, Seat, Step, Workshop
from reflections.workshops.questions import asked
from tests.conftest import Write
from tests.documents.hostile import HOSTILE
from tests.documents.printed import faults
from tests.workshops.conftest import Room

pytestmark = pytest.mark.django_db
CANARY, UNSENT = "Zaunkoenig-77aa", "Rohrdommel-31bc"
NOTHING = "Nothing is shown: too few sent something"
SHOWN = Table("How many chose each.", ("Option", "How many"), (("Precision", "7"), ("Seeing the big picture", "3")))
LINES = Table("", ("Line",), (("Froze at the interview.",), ("=1+1",)))


def hands(step: Step) -> Part:
    """Some hands for two of the answers, as the kind draws them."""
    prompt = asked(step)
    drawn = kind(prompt.kind).by_hands(prompt, dict.fromkeys([*kind(prompt.kind).hands(prompt)][4:6], 7))
    assert drawn
    return drawn


@pytest.fixture
def over(room: Room, ada: Person, write: Write, seats: Callable[[Workshop, int], list[Seat]]) -> Workshop:
    """One that is closed: a picture, a step nobody saw, nothing to show, hands, a wall that goes, one that stays."""
    here = room(
        *(("ways", "picture"), ("topic", "line"), ("horizons", "picture"), ("before", "picture")),
        *(("cv", "line"), ("tried", "line")),
    )
    write(ada, "topic", CANARY)
    ways, topic, horizons, before, cv, tried = here.steps.all()
    _send(here, topic, seats(here, 1)[0])
    for step, shown in ((ways, SHOWN), (horizons, None), (before, hands(before)), (cv, LINES), (tried, LINES)):
        step.result, step.revealed, step.closed = pack([shown]) if shown else None, True, True
        step.by_hands = step == before
        step.save()
    close_workshop(workshop=here, tick=here.tick, keep={tried.pk})
    here.refresh_from_db()
    return here


def _send(here: Workshop, step: Step, seat: Seat) -> None:
    here.step, here.phase = step, Phase.SHARE
    here.save()
    open_sharing(step)
    part = {"kind": "text", "v": 1, "line": UNSENT}
    send_to_room(seat=seat, workshop=here, step=step, part=part, turn=1)
    close_sharing(step)


def address(workshop: Workshop, end: str = "") -> str:
    return f"/workshops/{workshop.pk}/report{end}"


def read_pdf(reply: Any, folder: Path) -> str:
    """The words of a file, as another program reads them."""
    file = folder / "read.pdf"
    file.write_bytes(reply.content)
    assert reply.content.startswith(b"%PDF-")
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def told(over: Workshop, client: Client, format: str, folder: Path) -> str:
    """The report in a format, as text with one blank between words."""
    reply = client.get(address(over, "/" if format == "page" else f".{format}"))
    if format == "pdf":
        assert faults(reply.content, folder) == []
        return read_pdf(reply, folder)
    return " ".join(reply.content.decode().split())


@pytest.mark.parametrize("format", ["md", "csv", "pdf", "page"])
def test_every_format_has_what_was_shown_and_nothing_more(format: str, over: Workshop, as_ada: Client, tmp_path: Path):
    text = told(over, as_ada, format, tmp_path)
    for words in (
        *("Newcomers’ hour", "Ways of working", "Seeing the big picture", "7"),
        *(NOTHING, "Counted by raised hands.", "A wall was shown; its lines were not kept."),
    ):
        if (format, words) != ("csv", "Newcomers’ hour"):
            assert words in text, words
    assert text.count("Froze at the interview.") == 1
    assert text.count("Counted by raised hands.") == 1
    for words in ("The topic that draws you", CANARY, UNSENT, "Ada", "seat"):
        assert words not in text, words


def test_a_canary_would_be_seen(over: Workshop, as_ada: Client):
    step = over.steps.get(prompt="ways")
    step.result = pack([Table(CANARY, ("Line",), ((UNSENT,),))])
    step.save()
    for end in ("/", ".md", ".csv"):
        text = as_ada.get(address(over, end)).content.decode()
        assert CANARY.replace("-", "") in text.replace("-", "").replace("\\", "") and UNSENT in text


def test_only_its_organisers_have_it_and_only_after_the_end(
    room: Room, over: Workshop, as_ada: Client, as_stranger: Client
):
    for end in ("/", ".pdf", ".md", ".csv"):
        assert as_stranger.get(address(over, end)).status_code == 404
        assert Client().get(address(over, end)).status_code == 302
    assert as_ada.get(address(over, ".exe")).status_code == 404
    over.codes.all().delete()
    running = room(("ways", "picture"))
    assert "There is a report after the end" in as_ada.get(address(running, "/")).content.decode()
    for end in (".pdf", ".md", ".csv"):
        assert as_ada.get(address(running, end)).status_code == 404


def test_files_are_named_by_title_and_day(over: Workshop, as_ada: Client):
    reply = as_ada.get(address(over, ".csv"))
    assert reply["Content-Type"] == "text/csv; charset=utf-8"
    assert reply["Content-Disposition"] == f'attachment; filename="newcomers-hour-{over.starts_at:%Y-%m-%d}.csv"'


def hostile(over: Workshop) -> list[str]:
    """A wall of hostile lines that stays; the lines as they stand in it."""
    lines = [line.replace("\n", " ") for line in HOSTILE if line.strip()]
    step = over.steps.get(prompt="tried")
    step.result = pack([Table("", ("Line",), tuple((Own(line),) for line in lines))])
    step.save()
    return lines


def test_no_cell_of_the_table_is_a_formula_and_all_come_back(over: Workshop, as_ada: Client):
    lines = hostile(over)
    text = as_ada.get(address(over, ".csv")).content.decode()
    assert text.startswith(BOM) and text.endswith("\r\n")
    [head, *rows] = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))
    assert head == ["Number", "Title", "Row", "Column", "Value"]
    assert [row[4].replace("'", "") for row in rows if row[1] == "What you tried" and row[3]] == [
        line.replace("'", "") for line in lines
    ]
    for row in rows:
        for cell in row:
            assert cell.lstrip(" \"'\x00")[:1] not in tuple("=+-@|%") or cell.startswith("'") or cell.isdecimal(), cell


@pytest.mark.parametrize(
    ("cell", "inert"),
    [
        ("=1", "'=1"),
        (" =1", "' =1"),
        ("a;=1", "a;'=1"),
        ("a\n@x", "a\n'@x"),
        ("＝1", "'＝1"),
        ("-3", "-3"),
        ("7 %", "7 %"),
    ],
)
def test_what_a_spreadsheet_would_run_is_text_and_numbers_are_numbers(cell: str, inert: str):
    assert inert_cell(cell) == inert


def test_no_line_is_markup_in_the_text_or_lost_in_the_pdf(over: Workshop, as_ada: Client, tmp_path: Path):
    hostile(over)
    text = as_ada.get(address(over, ".md")).content.decode()
    assert not re.search(r"(?<!\\)<script", text) and "\n=cmd" not in text and "\n# x" not in text
    assert "#panic" in read_pdf(as_ada.get(address(over, ".pdf")), tmp_path)


def test_it_stays_when_told_and_goes_when_told(over: Workshop, as_ada: Client, as_stranger: Client):
    keep = address(over, "/keep/")
    assert "are deleted on" in as_ada.get(address(over, "/")).content.decode()
    assert as_stranger.post(keep, {"keep": "yes"}).status_code == 404
    for said, kept in (("yes", True), ("no", False)):
        assert as_ada.post(keep, {"keep": said}).url == address(over, "/")
        over.refresh_from_db()
        assert over.keep_totals is kept
        words = "It stays until an organiser deletes the workshop." if kept else "are deleted on"
        assert words in as_ada.get(address(over, "/")).content.decode()


def test_a_workshop_in_which_nothing_was_shown_says_so(room: Room, as_ada: Client):
    here = room(("ways", "picture"))
    close_workshop(workshop=here, tick=here.tick)
    for end in ("/", ".md", ".csv"):
        text = as_ada.get(address(here, end)).content.decode()
        assert "No picture was shown in this workshop." in text and "Ways of working" not in text


def test_the_sheet_has_every_question_and_room_to_write(
    room: Room, as_ada: Client, as_stranger: Client, tmp_path: Path
):
    here = room(
        *(("ways", "picture"), ("style", "picture"), ("horizons", "picture"), ("before", "picture"), ("cv", "line")),
        turn_to="Ilse, at the door",
    )
    Step.objects.create(
        workshop=here, position=6, kind="pairs", title="In pairs", say="a secret stage direction", minutes=4
    )
    sheet = f"/workshops/{here.pk}/sheet.pdf"
    made = as_ada.get(sheet)
    assert faults(made.content, tmp_path) == []
    text = read_pdf(made, tmp_path)
    for words in (
        *("What you write on these pages stays with you.", "Ilse, at the door", "4 minutes", "In pairs"),
        *("Which ways of working come back", "Seeing the big picture", "With many people", "A topic", "10"),
        "Write your two CVs",
    ):
        assert words in text, words
    assert "stage direction" not in text and "48291356" not in text
    assert as_stranger.get(sheet).status_code == 404
    close_workshop(workshop=here, tick=here.tick)
    assert as_ada.get(sheet).status_code == 404
