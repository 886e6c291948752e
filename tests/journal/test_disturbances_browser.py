"""Nothing that was typed is lost, whatever comes between, in any text field; and the page says that it is kept.

Each page meets one disturbance here. `--times 20` goes round, so that each page meets each of them two or three times.
"""

import pytest

from tests.browser import NewVisitor, Server, nothing_unsent, saved
from tests.disturbing import DISTURBANCES, Writing, on_the_server
from tests.wire import PROMPTS, WRITTEN

KINDS = {PROMPTS[key]: key for key in reversed(WRITTEN)}
"""The first page of each kind of answer."""
NOTES = "/journal/notes/"
PAGES = (*(f"/write/{key}/" for key in KINDS.values()), NOTES)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A page a test; from time to time each page comes with the next disturbance."""
    times = metafunc.config.getoption("times")
    rounds = [(page, number + time) for time in range(times) for number, page in enumerate(PAGES)]
    cases = [(page, DISTURBANCES[number % len(DISTURBANCES)]) for page, number in rounds]
    names = [f"{page}{number}-{disturb.__name__}" for number, (page, disturb) in enumerate(cases)]
    metafunc.parametrize(("path", "disturb"), cases, ids=names)


def test_nothing_is_lost(visitor: NewVisitor, server: Server, path: str, disturb):
    page = visitor()
    writing = Writing(page.context, server, path)
    disturb(writing)
    if path != NOTES:  # a note that has arrived makes place for a new sheet, and that is not saved
        saved(writing.page)
    nothing_unsent(writing.page)
    other = visitor(storage_state={"cookies": page.context.cookies(), "origins": []})
    other.goto(path)
    there = on_the_server(other)
    assert [words for words in writing.words if words not in there] == []
