"""Pairs and threes: by chance, nobody left over, and the late and the lonely join the smallest."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import Client

from reflections.workshops.actions import groups
from reflections.workshops.actions.groups import dealt, find_group, form_groups, group_of
from reflections.workshops.models import Group, Seat, Step, Workshop
from reflections.workshops.signs import PLACES, SHAPES, sign_of
from tests.workshops.conftest import Room
from tests.workshops.seated import sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairs(room: Room) -> Workshop:
    """A room at a step of pairs."""
    return with_pairs(room(), 2)


def with_pairs(workshop: Workshop, size: int) -> Workshop:
    step = Step.objects.create(workshop=workshop, position=1, kind=Step.Kind.GROUPS, title="In pairs", size=size)
    workshop.step, workshop.phase = step, step.phases[0]
    workshop.save()
    return workshop


def sizes(step: Step) -> list[int]:
    return sorted(Counter(Group.objects.filter(step=step).values_list("number", flat=True)).values())


@pytest.mark.parametrize(
    ("people", "size", "expected"),
    [
        (0, 2, []),
        (1, 2, [1]),
        (2, 2, [2]),
        (3, 2, [3]),
        (7, 2, [2, 2, 3]),
        (8, 2, [2, 2, 2, 2]),
        (4, 3, [2, 2]),
        (5, 3, [2, 3]),
        (7, 3, [2, 2, 3]),
        (9, 3, [3, 3, 3]),
    ],
)
def test_nobody_is_left_over(people: int, size: int, expected: list[int]):
    together = dealt(range(people), size)
    assert sorted(map(len, together)) == expected
    assert sorted(one for group in together for one in group) == list(range(people))


def test_every_seat_has_a_group_by_chance(pairs: Workshop, seats):
    everybody = seats(pairs, 41)
    Seat.objects.create(workshop=Workshop.objects.create(title="Elsewhere", starts_at=pairs.starts_at))
    with transaction.atomic():
        form_groups(pairs.step)
    assert sizes(pairs.step) == [2] * 19 + [3]
    placed = dict(Group.objects.values_list("seat", "number"))
    assert set(placed) == {seat.pk for seat in everybody}
    # 41 people in the order in which they came would be neighbours in pairs.
    assert [placed[seat.pk] for seat in everybody] != sorted(placed.values())


def test_coming_to_the_step_again_places_only_the_new(pairs: Workshop, seats):
    seats(pairs, 4)
    form_groups(pairs.step)
    before = dict(Group.objects.values_list("seat", "number"))
    late = seats(pairs, 2)
    form_groups(pairs.step)
    after = dict(Group.objects.values_list("seat", "number"))
    assert before.items() <= after.items()
    assert after[late[0].pk] == after[late[1].pk] == 3


def test_another_step_has_no_groups(room: Room, seats):
    workshop = room(("ways", "picture"))
    seat = seats(workshop, 2)[0]
    form_groups(workshop.step)
    assert not Group.objects.exists()
    with pytest.raises(groups.NoGroups):
        find_group(seat=seat, step=workshop.step)


def test_who_comes_late_makes_a_pair_a_three(pairs: Workshop, seats):
    seats(pairs, 4)
    form_groups(pairs.step)
    for late, expected in zip(seats(pairs, 3), ([2, 3], [3, 3], [3, 4]), strict=True):
        find_group(seat=late, step=pairs.step)
        assert sizes(pairs.step) == expected


def test_the_first_of_all_waits_and_the_second_finds_them(pairs: Workshop, seats):
    first, second = seats(pairs, 2)
    assert find_group(seat=first, step=pairs.step) == 1
    assert find_group(seat=first, step=pairs.step) == 1  # nobody else yet: the sign stays
    assert find_group(seat=second, step=pairs.step) == 1


def test_to_whom_nobody_came_joins_others(pairs: Workshop, seats):
    everybody = seats(pairs, 4)
    form_groups(pairs.step)
    alone = everybody[0]
    before = group_of(alone, pairs.step)
    assert find_group(seat=alone, step=pairs.step) != before
    assert sizes(pairs.step) == [1, 3]
    left = Seat.objects.get(pk=Group.objects.get(number=before).seat_id)
    find_group(seat=left, step=pairs.step)
    assert sizes(pairs.step) == [4]


def test_signs_that_meet_in_one_place_differ():
    signs = [sign_of(number) for number in range(1, 1 + len(PLACES) * len(SHAPES))]
    assert len({(sign.place, sign.shape) for sign in signs}) == len(signs)
    assert len({sign.outline for sign in signs}) == len(SHAPES)
    assert sign_of(500).number == 500


def test_the_phone_holds_up_the_sign(pairs: Workshop, client: Client):
    mine, other = sit(client, pairs), Seat.objects.create(workshop=pairs)
    form_groups(pairs.step)
    sign = sign_of(group_of(mine, pairs.step))
    assert group_of(other, pairs.step) == sign.number
    text = client.get("/w/48291356/").text
    assert f'<path d="{sign.outline}"/>' in text
    assert f'<b aria-hidden="true">{sign.number}</b>' in text
    assert f"<b>{sign.place}</b>" in text
    assert "Nobody came: find me somebody else" in text
    assert "Nobody came: find me somebody else" in client.get("/w/48291356/mine/").text


def test_the_button_of_the_late(pairs: Workshop, client: Client, seats):
    seats(pairs, 2)
    form_groups(pairs.step)
    mine = sit(client, pairs)
    assert "The others have found each other already." in client.get("/w/48291356/").text
    assert client.post("/w/48291356/group/").url == "/w/48291356/"
    assert group_of(mine, pairs.step) == 1
    told = client.post("/w/48291356/group/", headers={"Accept": "application/json"}).json()
    assert told["state"] == "placed"
    assert "Meet here:" in told["mine"]


def test_no_button_when_the_room_does_something_else(room: Room, client: Client):
    workshop = room(("ways", "picture"))
    sit(client, workshop)
    reply = client.post("/w/48291356/group/", headers={"Accept": "application/json"})
    assert (reply.status_code, reply.json()["state"]) == (409, "no-groups")
    assert not Group.objects.exists()
