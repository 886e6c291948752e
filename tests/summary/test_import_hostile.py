"""A file that somebody changed by hand or by machine: it is refused, or what comes in is shown like anything else."""

import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reflections.guide.library import guide
from reflections.journal.models import Answer, Round
from reflections.summary.imports.parts import Refused
from tests.conftest import signed_in
from tests.kinds.strategies import HOSTILE, TRICKY
from tests.summary.carrying import bring, file_of
from tests.summary.full import fill_full

pytestmark = pytest.mark.django_db
JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=8),
        st.sampled_from([*HOSTILE, *TRICKY, "0a0a0a0a", "2027-01-01", "x" * 400, "\ud800"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)


def ways(it, way=()):
    """Every place in a file."""
    yield way
    for step, inner in it.items() if isinstance(it, dict) else enumerate(it) if isinstance(it, list) else ():
        yield from ways(inner, (*way, step))


def change(data, way, draw):
    """Something else, something less or something double at the end of the way."""
    data = copy.deepcopy(data)
    at = data
    for step in way[:-1]:
        at = at[step]
    act = draw(st.sampled_from(["put", "put", "drop", "double", "rename"]))
    if act == "drop":
        del at[way[-1]]
    elif act == "double" and isinstance(at, list):
        at.append(copy.deepcopy(at[way[-1]]))
    elif act == "rename" and isinstance(at, dict):
        at[draw(st.text(max_size=8))] = at.pop(way[-1])
    else:
        at[way[-1]] = draw(JUNK)
    return data


PAGES = (
    "/journal/",
    "/journal/rounds/",
    "/journal/compare/",
    "/summary/",
    "/summary/untold.md",
    "/summary/untold.json?revisions=1",
)


@given(draw=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_change_is_refused_or_harmless(draw, ada, guest, write):
    with transaction.atomic():
        fill_full(write, ada)
        write(ada, "topic", "second", keep_old=True)
        there = file_of(ada)
        places = [way for way in ways(there["rounds"]) if way]
        changed = change(there, ("rounds", *draw.draw(st.sampled_from(places))), draw.draw)
        try:
            bring(guest, changed)
        except Refused:
            assert not Round.objects.filter(journal__person=guest).exists()
        else:
            look(guest)
        transaction.set_rollback(True)


def look(person):
    """Every page that shows what came in, and the file of it once more."""
    client = signed_in(person)
    for page in PAGES:
        assert client.get(page).status_code in (200, 302), page
    for key in Answer.objects.filter(round__journal__person=person).values_list("prompt", flat=True):
        assert client.get(f"/write/{key}/").status_code == 200, key
    assert bring(person, file_of(person)).brought is False


def test_every_kind_of_page_shows_what_came_in(ada, guest, write):
    fill_full(write, ada)
    bring(guest, file_of(ada))
    assert Answer.objects.filter(round__journal__person=guest).count() == len(guide().prompts)
    look(guest)


def test_a_million_answers_are_refused_at_the_second(ada, guest, write):
    write(ada, "topic", "x")
    there = file_of(ada)
    there["rounds"][0]["answers"] *= 200_000
    with pytest.raises(Refused):
        bring(guest, there)


def test_what_this_site_never_asked(ada, guest, write):
    write(ada, "topic", "x")
    write(ada, "net", "y")
    there = file_of(ada)
    there["rounds"][0]["answers"][0]["prompt"] = "of-another-site"
    with pytest.raises(Refused) as refused:
        bring(guest, there)
    assert refused.value.place == "round 1, answer 1, prompt"
    report = bring(guest, there, leave=True)
    assert (report.left_out, report.answers) == (1, 1)
    assert bring(guest, there, leave=True).brought is False
