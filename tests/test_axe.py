"""Every page, as anybody, as a guest and with an account: nothing for axe to mend, and nothing scrolls sideways."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.browser import Server
from tests.conftest import PASSWORD
from tests.eyes import Eyes
from tests.wire import CHAPTERS, PROMPTS, WRITTEN, Caller, Reply

FILE = re.compile(r"/static/([\w/-]+)\.(?:\w{12}\.)?(\w+)")
BAD = """<!doctype html><html lang="en"><title>Bad</title><meta name="color-scheme" content="light dark">
    <main><h1>Bad</h1><img src="/static/icon.svg"><p><a href="/">black on white alone</a>
    <svg width="500" height="9"></svg></main>"""
WORDS = "What draws me is how cells decide. Quod-erat-demonstrandum-und-so-weiter."


@pytest.fixture
def guest(server: Server) -> Caller:
    """A guest who has written a page twice and marked a line in it."""
    this = Caller(server.url)
    assert this.fill("/write/topic/", WORDS).status == 302
    assert this.fill("/write/topic/", WORDS, base="0", then="theirs").status == 302
    assert this.post("/write/topic/marks/", {"marks": "1", "mark": json.dumps({"text": WORDS})}).status == 302
    return this


def thirds(keys: list[str]) -> list[list[str]]:
    """The keys in three parts, each a test of its own."""
    return [keys[start::3] for start in range(3)]


def test_eyes_that_see(both: Eyes, server: Server):
    """What is wrong on a page is found: in the light, in the dark, and when it is narrow."""
    both.become(Caller(server.url))
    both.look_at(BAD, "a bad page")
    for wrong in ("light: image-alt", "dark: image-alt", "dark: color-contrast", "scrolls sideways: the page"):
        assert any(wrong in problem for problem in both.problems), (wrong, both.problems)
    assert not any("light: color-contrast" in problem for problem in both.problems)


@pytest.mark.parametrize(
    "paths",
    [
        ["/", "/help/", "/help/organisers/", "/find-help/", "/privacy/", "/accessibility/", "/guide/"],
        [f"/guide/{chapter}/" for chapter in CHAPTERS],
        ["/offline/", "/write/topic/blank/", "/write/admired/blank/", "/write/week/blank/"],
        [
            f"/account/{path}/"
            for path in ("login", "login/code", "signup", "inactive", "password/code", "password/reset")
        ],
        [f"/account/password/reset/{path}/" for path in ("done", "key/done", "key/1-nothing")]
        + ["/account/confirm-email/nothing/", "/return/nothing/", "/reminders/stop/nothing/", "/nowhere/"],
    ],
    ids=["first", "chapters", "offline", "doors", "ends"],
)
def test_pages_for_everybody(eyes: Eyes, paths: list[str]):
    for path in paths:
        eyes.look(path)


@pytest.mark.parametrize("keys", thirds(list(PROMPTS)))
def test_questions_before_anything_is_written(eyes: Eyes, keys: list[str]):
    eyes.read(keys)


@pytest.mark.parametrize("keys", thirds([key for key in WRITTEN if PROMPTS[key] != "text" or key == "topic"]))
def test_questions_with_an_answer(eyes: Eyes, server: Server, keys: list[str]):
    """Of the pages with one box for text, which then holds text, one will do."""
    writer = Caller(server.url)
    for key in ("admired", *keys):  # one page offers what was written on that one
        assert writer.fill(f"/write/{key}/", WORDS).status == 302, key
    eyes.become(writer)
    eyes.read(keys)
    eyes.look("/summary/")


def test_pages_of_a_guest(eyes: Eyes, guest: Caller):
    eyes.become(guest)
    for path in (
        "journal",
        "summary",
        "summary/take",
        "write/topic/marks",
        "write/topic/earlier",
        "write/tried",
        "journal/return",
    ):
        eyes.look(f"/{path}/")
    note = {"id": str(uuid.uuid4()), "text": WORDS, "tags": "seminar, écriture", "prompt": "topic"}
    assert guest.post("/journal/notes/", note).status == 302
    for path in ("", "?prompt=topic", f"{note['id']}/", f"{note['id']}/delete/"):
        eyes.look(f"/journal/notes/{path}")
    eyes.look_at(guest.post("/journal/search/", {"q": "cells seminar"}).text, "found")
    eyes.look_at(guest.post("/journal/notes/", {**note, "text": "x" * 20_001, "base": "1"}).text, "too long a note")
    eyes.look_at(guest.post("/journal/notes/", {**note, "text": "other words"}).text, "two notes to choose from")
    link = guest.post("/journal/return/", {}).text
    eyes.look_at(link, "a new return link")
    eyes.look(link.partition(f'value="{eyes.url}')[2].partition('"')[0], name="an opened return link")


def test_pages_of_a_share_link(eyes: Eyes, server: Server, guest: Caller):
    links, tick = "/summary/mentor/", {"part": "topic", "question": WORDS, "days": "30", "name": WORDS[:50]}
    eyes.become(guest)
    eyes.look(links)
    eyes.look_at(guest.post(links, {"question": WORDS, "then": "look"}).text, "nothing ticked")
    look = guest.post(links, {**tick, "then": "look"}).text
    tick |= dict(re.findall(r'name="(key|seen)" value="([^"]+)"', look))
    eyes.look_at(look, "what a mentor will see")
    eyes.look_at(guest.post(links, {**tick, "passphrase": "x", "then": "make"}).text, "too short a passphrase")
    made = guest.post(links, {**tick, "passphrase": PASSWORD, "then": "make"}).text
    eyes.look_at(made, "a new link")
    address = re.search(r'value="[^"]*(/shared/[\w-]+/)"', made)[1]
    mentor = Caller(server.url)
    eyes.become(mentor)
    eyes.look(address)
    eyes.look("/shared/nothing/")
    eyes.look_at(mentor.post(address, {"passphrase": "no"}).text, "a wrong passphrase")
    assert mentor.post(address, {"passphrase": PASSWORD}).status == 303
    eyes.become(mentor)
    eyes.look(address)
    said = {"then": "send", "text": WORDS, "about-topic": WORDS, "line": WORDS}
    eyes.look_at(mentor.post(address, {**said, "line": "x" * 301}).text, "too long a line")
    eyes.look_at(mentor.post(address, {**said, "then": "decline"}).text, "declined with words in it")
    assert mentor.post(address, said).status == 303
    eyes.look(address)
    eyes.become(guest)
    this = re.search(r"/summary/mentor/([0-9a-f-]{36})/", guest.get(links).text)[0]
    for path in (links, this, f"{this}delete/"):
        eyes.look(path)
    eyes.look_at(guest.post(f"{this}delete/", {}).text, "a link, not ticked")


def test_questions_in_a_room(eyes: Eyes, server: Server):
    """Before the first save, covered afterwards, and what could go to the room: lines, a picture, nothing."""
    writer, step = Caller(server.url), f"step={uuid.uuid4()}&turn=1"
    eyes.become(writer)
    for path in ("topic/", "ways/", "topic/part/"):
        eyes.look(f"/write/{path}?room=48291356&want=line&{step}")
    lines = "\n".join(f"{number} {WORDS}" for number in range(5))
    for key, words in (("topic", lines), ("ways", WORDS), ("letter", WORDS)):
        assert writer.fill(f"/write/{key}/?room=48291356", words).status == 302, key
    eyes.become(writer)
    for path in ("topic/", "topic/part/", "ways/part/", "letter/part/"):
        for want in ("line", "picture"):
            eyes.look(f"/write/{path}?room=48291356&want={want}&{step}")


def test_looking_back_on_one_row(eyes: Eyes, server: Server):
    writer = Caller(server.url)
    assert writer.fill("/write/experiments/", WORDS).status == 302
    row = writer.get("/write/experiments/").text.partition('id="look-')[2][:8]
    eyes.become(writer)
    eyes.look(f"/write/experiments/?row={row}")


def test_pages_of_two_rounds(eyes: Eyes, server: Server):
    writer, both = Caller(server.url), ("topic", "style", "horizons", "safety", "network")
    for _ in range(2):
        for key in both:
            assert writer.fill(f"/write/{key}/", WORDS).status == 302, key
        eyes.become(writer)
        eyes.look("/journal/compare/")
        assert writer.post("/journal/rounds/", {"name": WORDS[:60], "path": ""}).status == 302
    for path in ("write/topic", "write/topic/before", "journal/rounds"):
        eyes.look(f"/{path}/")
    assert writer.fill("/write/topic/", WORDS).status == 302
    eyes.look("/write/topic/then/")
    this = re.search(r"/journal/rounds/([0-9a-f-]{36})/", writer.get("/journal/rounds/").text)[1]
    eyes.look(f"/journal/rounds/{this}/")
    eyes.look_at(writer.post(f"/journal/rounds/{this}/delete/", {}).text, "not ticked")
    eyes.look_at(writer.post("/journal/rounds/", {"name": "x" * 61}).text, "too long a name")


def test_account_pages_of_a_guest(eyes: Eyes, guest: Caller):
    eyes.become(guest)
    for path in ("login", "keep", "privacy", "consent/writing", "delete", "close"):
        eyes.look(f"/account/{path}/")
    eyes.look_at(guest.post("/account/keep/", {"username": "", "password1": "short"}).text, "keep, refused")
    eyes.look_at(guest.post("/account/close/", {}).text, "closed")


ACCIDENTS: dict[str, tuple[int, Callable[[Caller], Any]]] = {
    "too long": (422, lambda one: one.fill("/write/topic/", "x" * 20_001)),
    "a row too long": (422, lambda one: one.fill("/write/network/", "x" * 301)),
    "before consent": (403, lambda one: one.fill("/write/tried/", WORDS, consent="", round="")),
    "an old page": (403, lambda one: one.post("/write/topic/", {"a-text": WORDS, "csrfmiddlewaretoken": "old"})),
    "an old form": (403, lambda one: one.ask("POST", "/look/", "")),
    "not for you": (403, lambda one: one.get("/admin/login/")),
    "too many fields": (400, lambda one: one.post("/look/", {f"x{number}": "" for number in range(6_000)})),
    "too many tries": (
        429,
        lambda one: next(filter(refused, (one.post("/journal/search/", QUERY) for _ in range(130)))),
    ),
}
"""What shows the page of a mistake: its status, and how to come by it."""
QUERY = {"q": "word"}


def refused(reply: Reply) -> bool:
    return reply.status == 429


@pytest.mark.parametrize("names", [list(ACCIDENTS)[:4], list(ACCIDENTS)[4:]], ids=["saves", "forms"])
def test_pages_that_say_what_went_wrong(eyes: Eyes, guest: Caller, names: list[str]):
    eyes.become(guest)
    for name in names:
        status, happen = ACCIDENTS[name]
        reply = happen(Caller(eyes.url) if name == "before consent" else guest)
        assert reply.status == status, name
        eyes.look_at(reply.text, name)


def test_two_texts_to_choose_from(eyes: Eyes, guest: Caller):
    reply = guest.fill("/write/topic/", "another text", base="0")
    assert reply.status == 409
    eyes.become(guest)
    eyes.look_at(reply.text, "two texts")


@pytest.mark.parametrize("name", ["500"])
def test_pages_that_need_nothing(eyes: Eyes, name: str):
    """They name style and scripts as this process knows them, and here as the server does."""
    known = {match.groups(): match[0] for match in FILE.finditer(Caller(eyes.url).get("/").text)}
    page = FILE.sub(lambda match: known[match.groups()], render_to_string(f"{name}.html"))
    eyes.look_at(page, name)
