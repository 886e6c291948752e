"""The cast, the guide, a server and a browser for all tests."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reflections.guide.actions import load_guide
from reflections.guide.library import forget_cache, guide
from reflections.journal.actions import Save, save_answer
from reflections.journal.models import Answer
from reflections.people.actions import make_account, make_guest
from reflections.people.models import Person

pytest_plugins = ["tests.browser", "tests.casting", "tests.eyes", "tests.matrix_room"]

GUIDE = Path(__file__).parent.parent / "fixtures" / "guide"
PASSWORD = "a long walk by the river"


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long what is left to chance, or to a network, is tried: once in the suite, more often for a figure."""
    parser.addoption("--times", type=int, default=1, help="times that disturbances and meetings of devices are tried")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database with the real guide in it, loaded once."""
    with django_db_blocker.unblock():
        load_guide(GUIDE)


@pytest.fixture(autouse=True)
def _fresh_guide(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test sees a guide that another has cached; after one that emptied the tables it is loaded again."""
    forget_cache()
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        load_guide(GUIDE)
    yield
    forget_cache()


@pytest.fixture
def ada(db: None) -> Person:
    """Somebody with an account."""
    return make_account(username="ada", password=PASSWORD)


@pytest.fixture
def stranger(db: None) -> Person:
    """Somebody else with an account."""
    return make_account(username="stranger", password=PASSWORD)


@pytest.fixture
def guest(db: None) -> Person:
    """Somebody who writes without an account."""
    return make_guest()


def signed_in(person: Person) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_ada(ada: Person) -> Client:
    """Ada's browser."""
    return signed_in(ada)


@pytest.fixture
def as_guest(guest: Person) -> Client:
    """The guest's browser."""
    return signed_in(guest)


@pytest.fixture
def as_stranger(stranger: Person) -> Client:
    """The stranger's browser."""
    return signed_in(stranger)


type Write = Callable[..., Answer]


@pytest.fixture
def write() -> Write:
    """Writes a text to a prompt as a person: write(ada, "topic", "words")."""

    def put(person: Person, prompt: str, text: str = "", value: dict[str, Any] | None = None, **more: Any) -> Answer:
        asked = guide().prompts[prompt]
        value = value or {"kind": "text", "v": 1, "text": text}
        aside = more.pop("aside", "")
        there = Answer.objects.filter(round__journal__person=person, prompt=prompt).first()
        save = Save(key=uuid.uuid4(), base=there.version if there else 0, **more)
        return save_answer(person=person, prompt=asked, value=value, aside=aside, save=save)

    return put
