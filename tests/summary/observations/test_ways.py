"""Topic and way of working."""

import pytest

from tests.summary.full import allocation, choice, rows, scale, spectrum
from tests.summary.observations.noticing import noticed

pytestmark = pytest.mark.django_db

A = {"who": "A", "how": "asks", "learn": "B"}
B, C = {"who": "B", "how": "waits"}, {"who": "C"}


def test_people_and_how():
    assert noticed("people-and-how", admired=rows(A, B, C)) == ["You named 3 people; for 2 you wrote how they work."]
    assert noticed("people-and-how", admired=rows(A, B, {"known": "a topic", "how": "alone"})) == []
    assert noticed("people-and-how", admired=rows(C, C, C)) == []


def test_people_to_learn_from():
    wanted = ["For 1 of 3 people you wrote from whom you could learn how they work."]
    assert noticed("people-to-learn-from", admired=rows(A, B, C)) == wanted
    assert noticed("people-to-learn-from", admired=rows(A, B)) == []
    assert noticed("people-to-learn-from", admired=rows(B, B, C)) == []


def test_ways_from_people():
    listed, theirs = ("precision", "Precision", ""), ("from-00000001", "asks", "")
    one = ["1 of your 2 ways of working comes from people you admire."]
    assert noticed("ways-from-people", ways=choice(listed, theirs), admired=rows(A)) == one
    two = ["2 of your 3 ways of working come from people you admire."]
    assert noticed("ways-from-people", ways=choice(listed, theirs, ("from-00000002", "waits", ""))) == two
    assert noticed("ways-from-people", ways=choice(theirs)) == []
    assert noticed("ways-from-people", ways=choice(listed, ("own-0a0a0a0a", "by ear", ""))) == []


def test_ways_that_happened():
    seen, unseen = ("precision", "Precision", "in May"), ("staying", "Staying", " ")
    one = ["Beside 1 of your 2 ways of working stands a moment it happened."]
    assert noticed("ways-that-happened", ways=choice(seen, unseen)) == one
    two = ["Beside 2 of your 3 ways of working stand moments they happened."]
    assert noticed("ways-that-happened", ways=choice(seen, unseen, ("tools", "Tools", "once"))) == two
    assert noticed("ways-that-happened", ways=choice(seen)) == []
    assert noticed("ways-that-happened", ways=choice(unseen, unseen)) == []


def test_strengths_wished():
    more, less, same = {"now": 2, "wish": 4}, {"now": 4, "wish": 3}, {"now": 3, "wish": 3}
    said = noticed(
        "strengths-wished", strengths=scale(intuitions=more, precision=less, collaborations=same, big_picture=more)
    )
    assert said == ["Of 4 strengths, you wish for more of 2, less of 1 and as much as today of 1."]
    said = noticed("strengths-wished", strengths=scale(intuitions=more, precision=more, big_picture=more))
    assert said == ["Of 3 strengths, you wish for more of 3."]
    assert noticed("strengths-wished", strengths=scale(intuitions=more, precision=less, big_picture={"now": 2})) == []


def test_style_moves():
    left, right, still = {"now": 5, "wish": 2}, {"now": 2, "wish": 3}, {"now": 4, "wish": 4}
    assert noticed("style-moves", style=spectrum(length=left, company=right, aim=still)) == [
        "You would move on 2 of 3 lines: 3 steps towards “One long problem” and 1 step towards “With many people”."
    ]
    assert noticed("style-moves", style=spectrum(length=left)) == []
    assert noticed("style-moves", style=spectrum(length=still, aim=still)) == []


def test_weeks_differ():
    said = noticed(
        "weeks-differ", week=allocation({"coding": 6, "reading": 4}, {"coding": 6, "reading": 3, "writing": 1})
    )
    assert said == ["The week you would like differs from a usual one at “Reading” (4 to 3) and “Writing” (0 to 1)."]
    now, wish = {"coding": 6, "reading": 2, "admin": 2}, {"coding": 2, "writing": 5, "reading": 2, "care": 1}
    assert noticed("weeks-differ", week=allocation(now, wish)) == [
        "The week you would like differs from a usual one most at "
        "“Writing” (0 to 5), “Coding and experiments” (6 to 2) and “Applications and admin” (2 to 0)."
    ]
    assert noticed("weeks-differ", week=allocation(now, now)) == []
    assert noticed("weeks-differ", week=allocation({"coding": 6}, wish)) == []


def test_week_has_none_of():
    now, one, two = {"coding": 10}, {"coding": 8, "care": 2}, {"coding": 7, "reading": 1, "care": 2}
    said = noticed("week-has-none-of", week=allocation(now, one))
    assert said == ["1 part of the week you would like has no place in a usual one: “Care and the rest”."]
    said = noticed("week-has-none-of", week=allocation(now, two))
    assert said == [
        "2 parts of the week you would like have no place in a usual one: “Reading” and “Care and the rest”."
    ]
    assert noticed("week-has-none-of", week=allocation(one, now)) == []
    assert noticed("week-has-none-of", week=allocation({"coding": 9}, one)) == []
