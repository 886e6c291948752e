"""Places in a real browser: one a screen on a phone, with the script and without; none is out of reach."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import NewVisitor, agree, saved

PHONE = {"width": 390, "height": 844}


def names(page: Page) -> Locator:
    return page.get_by_label("The place", exact=True)


def in_view(page: Page) -> list[int]:
    """The numbers of the places that can be seen across the screen, from 0."""
    boxes = [place.bounding_box() for place in page.locator(".places > li").all()]
    return [n for n, box in enumerate(boxes) if box and 0 <= box["x"] < 390 and box["x"] + box["width"] <= 391]


def turn(page: Page, which: int, name: str) -> None:
    """Follow a link of a place and wait until its neighbour has come."""
    page.locator(".places > li").nth(which).get_by_role("link", name=name).click()
    to = page.locator(".places > li").nth(which + (1 if name == "Next place" else -1))
    expect(to).to_be_in_viewport()
    page.wait_for_function("x => x.getBoundingClientRect().x < 100", arg=to.element_handle())


def test_on_a_phone_there_is_one_place_a_screen_without_a_script(visitor: NewVisitor) -> None:
    page = visitor(java_script_enabled=False, viewport=PHONE)
    page.goto("/write/places/")
    agree(page)
    assert in_view(page) == [0]
    names(page).nth(0).fill("The lab")
    page.locator(".places > li").nth(0).get_by_role("link", name="Next place").click()
    expect(names(page).nth(1)).to_be_in_viewport()
    names(page).nth(1).fill("x" * 301)
    page.get_by_role("button", name="Add a place").click()
    assert in_view(page) == [0], "a page that comes back begins at its beginning"
    page.locator(".errors a").click()
    expect(names(page).nth(1)).to_be_in_viewport()
    names(page).nth(1).fill("The company")
    page.get_by_role("button", name="Add a place").click()
    assert [name.input_value() for name in names(page).all()] == ["The lab", "The company", ""]


def test_links_follow_the_places_when_they_move(visitor: NewVisitor) -> None:
    page = visitor(viewport=PHONE)
    page.goto("/write/places/")
    agree(page)
    names(page).nth(0).fill("A")
    names(page).nth(1).fill("B")
    page.get_by_role("button", name="Add a place").click()
    expect(names(page).nth(2)).to_be_focused()
    page.keyboard.type("C")
    page.locator(".places > li").nth(2).get_by_role("button", name="up").click()
    assert [name.input_value() for name in names(page).all()] == ["A", "C", "B"]
    turn(page, 1, "Place before")
    assert in_view(page) == [0]
    turn(page, 0, "Next place")
    assert in_view(page) == [1]
    saved(page)
    page.reload()
    assert [name.input_value() for name in names(page).all()][:3] == ["A", "C", "B"]


def test_a_line_of_ones_own_has_its_lanes_once_it_has_a_name(visitor: NewVisitor) -> None:
    page = visitor()
    page.goto("/write/places/")
    agree(page)
    lanes = page.locator("[data-line='1']")
    expect(lanes.first).to_be_hidden()
    page.locator("[data-name='1']").get_by_label("From").fill("Pay")
    expect(lanes.first).to_be_visible()
    expect(page.locator("[data-line='2']").first).to_be_hidden()
    lanes.first.locator(".lane input[value='6']").check()
    lanes.first.get_by_label("Guessed").check()
    saved(page)
    page.goto("/write/ask-whom/")
    expect(
        page.get_by_text("Your guesses about places")
    ).to_be_hidden()  # a place without a name is nothing to ask about
