"""Share links for tests: made by the action, opened by the button."""

import re
from collections.abc import Sequence
from typing import Any

from django.test import Client
from django.urls import reverse

from reflections.journal.actions import current_round
from reflections.people.models import Person
from reflections.summary.models import ShareLink
from reflections.summary.sharing.actions import Wish, make_share_link
from reflections.summary.sharing.reading import chosen, copies_of, may_be_shared
from tests.summary.cast import letter
from tests.summary.full import PEOPLE, full

QUESTION = "When did you stop waiting for permission?"
OPEN_LETTER = letter(-1, opened=True)
LINKS = "/summary/mentor/"
SECRET = re.compile(r'id="link" readonly value="http://testserver(/shared/[\w-]{32,}/)"')


def share(person: Person, *parts: str, live: bool = False, **more: Any) -> str:
    """The address of a new link to parts of what a person wrote."""
    this = current_round(person)
    assert this
    copies = None if live else copies_of(chosen(may_be_shared(this), parts).values())
    wish = Wish(parts, **{"question": QUESTION, "days": 30, "copies": copies, **more})
    return reverse("shared", args=[make_share_link(this=this, wish=wish)])


def mentor(address: str, **typed: str) -> Client:
    """A browser without an account in which the button of a link was pressed."""
    client = Client()
    assert client.post(address, {"then": "open", **typed}).status_code == 303
    return client


def page(client: Client, address: str) -> str:
    """The page as it is shown."""
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def the_link() -> ShareLink:
    """The one link there is."""
    return ShareLink.objects.get()


def words_of(key: str) -> str:
    """What stands before every word that was written to this prompt and to no other."""
    return f"only in {key}: "


def told_apart() -> dict[str, dict[str, Any]]:
    """A full round, the letter open, in which every word tells to which prompt it was written."""
    said = {**full(), "letter": OPEN_LETTER}
    for key in ("want", "style"):  # lines of one's own, so that there are words in it
        said[key]["own"] = [{"key": "0d0d0d0d", "start": "more pay", "end": "more time", "wish": 5, "now": 2}]
    return {key: _named(value, words_of(key)) for key, value in said.items()}


def _named(value: Any, name: str) -> Any:
    match value:
        case dict():
            return {key: _named(each, name) for key, each in value.items()}
        case list():
            return [_named(each, name) for each in value]
        case str() if " " in value or value in PEOPLE:
            return name + value
    return value


def write_all(write: Any, person: Person, said: dict[str, dict[str, Any]], keys: Sequence[str] = ()) -> None:
    """Write values to their prompts, each with an aside."""
    for key in keys or said:
        write(person, key, value=said[key], aside=f"aside of {key}")


def hidden(body: str) -> dict[str, str]:
    """What the second page carries besides what is ticked."""
    return {"days": "30"} | dict(re.findall(r'name="(key|seen)" value="([^"]+)"', body))


def make(client: Client, **more: object) -> str:
    """Both pages of the making; the address of the link."""
    data = {"part": ["topic"], "question": QUESTION, "live": "", **more}
    look = client.post(LINKS, {**data, "then": "look"})
    assert look.status_code == 200
    made = client.post(LINKS, {**hidden(look.content.decode()), **data, "then": "make"})
    assert made.status_code == 200, made.content.decode()
    return SECRET.search(made.content.decode())[1]
