"""Experiments, both CVs, safety, power, and from the first page to the last."""

import pytest

from tests.kinds.commitments import one
from tests.kinds.commitments import value as commitments
from tests.kinds.experiments import card
from tests.kinds.experiments import value as experiments
from tests.summary.full import lines, rows, safety, scale
from tests.summary.observations.noticing import noticed

pytestmark = pytest.mark.django_db

RUNS = card("0a0a0a0a", what="a talk", ends="2026-11-30", fails="no question")
ALSO = card("0b0b0b0b", what="a walk", ends="2026-11-04")
NEXT = card("0c0c0c0c", what="a poem", ends="2026-12-01")
OVER = card("0d0d0d0d", what="a tool", ends="2026-11-03", fails="no user")
KEPT = card("0e0e0e0e", what="a club", ends="2026-11-20", outcome="kept")


def test_ending_this_month():
    assert noticed("ending-this-month", experiments=experiments(RUNS, ALSO, NEXT, OVER, KEPT)) == [
        "2 experiments end this month."
    ]
    assert noticed("ending-this-month", experiments=experiments(RUNS)) == ["1 experiment ends this month."]
    assert noticed("ending-this-month", experiments=experiments(NEXT, OVER, KEPT)) == []


def test_experiments_stand():
    said = ["4 experiments: 2 running, 1 ended, 1 kept."]
    assert noticed("experiments-stand", experiments=experiments(RUNS, NEXT, OVER, KEPT)) == said
    assert noticed("experiments-stand", experiments=experiments(KEPT)) == []
    assert noticed("experiments-stand", experiments=experiments(RUNS, NEXT)) == []


def test_failing_was_defined():
    said = ["For 1 of 2 experiments you wrote beforehand what would count as failed."]
    assert noticed("failing-was-defined", experiments=experiments(RUNS, NEXT)) == said
    assert noticed("failing-was-defined", experiments=experiments(RUNS)) == []
    assert noticed("failing-was-defined", experiments=experiments(NEXT, KEPT)) == []


def test_two_sides():
    both, untold = {"official": "a post", "untold": "a no"}, {"untold": "a no"}
    assert noticed("two-sides", cv=lines(both, *[untold] * 3)) == ["Beside 1 line people see stand 4 they don’t."]
    assert noticed("two-sides", cv=lines(both, *[{"official": "x"}] * 3)) == [
        "Beside 4 lines people see stands 1 they don’t."
    ]
    assert noticed("two-sides", cv=lines(both, untold, untold)) == []
    assert noticed("two-sides", cv=lines(*[untold] * 5)) == []


def test_years_in_both():
    first, second = {"year": 2008, "official": "a post", "untold": "a no"}, {"year": 2019, "untold": "a no"}
    said = noticed("years-in-both", cv=lines(first, second, {"year": 2019, "official": "a chair"}))
    assert said == ["2 years have a line in both CVs: 2008 and 2019."]
    assert noticed("years-in-both", cv=lines(first, second)) == []
    assert noticed("years-in-both", cv=lines({"official": "a", "untold": "b"}, {"official": "c", "untold": "d"})) == []


def test_untold_by_kind():
    grant, phd = {"untold": "a no", "what": "grant"}, {"untold": "a no", "what": "phd"}
    said = ["4 untold lines have a kind: PhD 1, Grant or scholarship 3."]
    assert noticed("untold-by-kind", cv=lines(grant, grant, phd, grant)) == said
    assert noticed("untold-by-kind", cv=lines(grant, grant, phd)) == []
    assert noticed("untold-by-kind", cv=lines(*[grant] * 5)) == []


def test_picked_up_after():
    alone, picked = {"untold": "a no"}, {"untold": "a no", "who": "Amara"}
    assert noticed("picked-up-after", cv=lines(alone, picked, alone)) == [
        "Beside 1 of 3 untold lines stands who picked you up."
    ]
    assert noticed("picked-up-after", cv=lines(alone, picked)) == []
    assert noticed("picked-up-after", cv=lines(alone, alone, alone)) == []


def test_places_differ():
    here, there = {"understand": 4, "mistake": 3, "help": 5}, {"understand": 3, "mistake": 3, "help": 2}
    said = ["Your 2 places differ most on “I can ask for help”: from 2 to 5."]
    assert noticed("places-differ", safety=safety(here, there)) == said
    assert noticed("places-differ", safety=safety(here)) == []
    assert noticed("places-differ", safety=safety(here, {"understand": 1, "help": 1})) == []
    assert noticed("places-differ", safety=safety(here, {"understand": 1, "mistake": 3, "help": 2})) == []
    assert noticed("places-differ", safety=safety(here, {"understand": 4, "mistake": 3, "help": 4})) == []


def test_lines_of_both():
    two, single = rows({"who": "A"}, {"who": "B"}), rows({"who": "C"})
    assert noticed("lines-of-both", picked_up=two, pick_up=single) == [
        "2 lines say who picks you up, 1 whom you could pick up."
    ]
    assert noticed("lines-of-both", picked_up=single, pick_up=single) == []
    assert noticed("lines-of-both", picked_up=two) == []


def test_commitments_stand():
    beyond, within = (
        commitments(one("reviews", stand="do"), one("names", stand="start")),
        commitments(one("make-room", stand="do")),
    )
    said = ["3 commitments: 2 you do, 1 you start."]
    assert noticed("commitments-stand", beyond_lab=beyond, in_lab=within) == said
    assert noticed("commitments-stand", beyond_lab=beyond, in_lab=commitments(one("make-room", when="soon"))) == []


def test_starts_with_a_when():
    dated, undated = one("names", stand="start", when="a poster"), one("circle", stand="start")
    said = ["You start 2 commitments; beside 1 you wrote when."]
    assert noticed("starts-with-a-when", beyond_lab=commitments(dated), in_lab=commitments(undated)) == said
    assert noticed("starts-with-a-when", beyond_lab=commitments(dated)) == []
    assert noticed("starts-with-a-when", beyond_lab=commitments(undated), in_lab=commitments(undated)) == []


def test_depending():
    how, bare = {"who": "newcomer", "how": "copies"}, {"who": "author"}
    said = ["You named 2 who depend on you a little; for 1 you wrote how."]
    assert noticed("depending", depends_on_me=rows(how, bare, who="option")) == said
    assert noticed("depending", depends_on_me=rows(how, who="option")) == []
    assert noticed("depending", depends_on_me=rows(bare, bare, who="option")) == []


def test_sure_before_and_after():
    four, zero = scale(sure={"now": 4}), scale(sure={"now": 0})
    said = ["How sure you are what to do next: 4 at the start, 0 at the end."]
    assert noticed("sure-before-and-after", before=four, after=zero) == said
    same = ["How sure you are what to do next: 4 at the start, and again at the end."]
    assert noticed("sure-before-and-after", before=four, after=four) == same
    assert noticed("sure-before-and-after", before=four) == []
    assert noticed("sure-before-and-after", before=four, after={**scale(), "yes": "yes"}) == []


def test_days_ahead():
    asked = rows({"who": "A", "by": "2026-12-24"}, {"who": "B", "by": "2026-11-04"}, by="date")
    said = ["2 dates of yours are ahead; the next is 30 November 2026."]
    assert noticed("days-ahead", ask_whom=asked, experiments=experiments(RUNS)) == said
    assert noticed("days-ahead", ask_whom=asked) == []
