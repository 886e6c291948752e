"""Passkeys in a real browser with an authenticator in it: made, used in every place, lost, renamed, removed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, expect

from tests.browser import NewVisitor, agree, saved
from tests.conftest import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SENTENCE = "What draws me is how cells decide."


class Device:
    """What makes and keeps passkeys in a browser."""

    def __init__(self, page: Page) -> None:
        self.line: CDPSession = page.context.new_cdp_session(page)
        self.line.send("WebAuthn.enable")
        self.id = self.line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    @property
    def passkeys(self) -> list[dict[str, object]]:
        """The passkeys it holds."""
        return self.line.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]

    def refuse(self) -> None:
        """From now on its owner's finger is not recognised."""
        self.line.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})

    def leave(self) -> None:
        """It is not here any more."""
        self.line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})

    def hand_over(self, page: Page) -> "Device":
        """The same passkeys in another browser."""
        other = Device(page)
        for passkey in self.passkeys:
            there = {"authenticatorId": other.id, "credential": passkey}
            other.line.send("WebAuthn.addCredential", there)
        return other


def well_made(page: Page) -> None:
    """No violation of axe's rules."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A name nobody else has in this run."""
    return f"key {request.node.name} {id(request)}".lower()


@pytest.fixture
def page(visitor: NewVisitor, name: str) -> Page:
    """Somebody who has just made an account."""
    page = visitor()
    page.goto("/account/signup/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make it").click()
    expect(page.locator("code")).to_have_count(8)
    return page


def add(page: Page, called: str = "") -> list[str]:
    """Add a passkey from the overview on; the recovery codes, if some came."""
    page.goto("/account/2fa/")
    page.get_by_role("link", name=re.compile("Add a(nother)? passkey")).click()
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Your password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Go on").first.click()
    if called:
        page.get_by_label("Name of the passkey").fill(called)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name=re.compile("Recovery codes|Passkeys and"))).to_be_visible()
    return page.locator("code").all_inner_texts()


@pytest.fixture
def device(page: Page) -> Device:
    """The owner's device, with a first passkey in it."""
    device = Device(page)
    assert len(add(page, "my laptop")) == 8
    return device


def test_first_and_second_are_added_named_and_taken_away(page: Page, device: Device):
    well_made(page)
    device.leave()
    second = Device(page)
    assert add(page) == []
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.locator("b", has_text="my laptop")).to_be_visible()
    expect(page.locator("b", has_text="Chrome on Linux")).to_be_visible()
    well_made(page)
    assert len(second.passkeys) == 1
    page.get_by_role("link", name="Rename my laptop").click()
    page.get_by_label("Name of the passkey").fill("the old one")
    well_made(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove the old one").click()
    well_made(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("b", has_text="the old one")).to_have_count(0)
    expect(page.locator("b", has_text="Chrome on Linux")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Closed on this device")).to_be_visible()


def test_sign_in_with_nothing_but_a_passkey(page: Page, device: Device):
    sign_out(page)
    page.goto("/account/login/?next=/summary/")
    well_made(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url("/summary/")
    page.goto("/account/2fa/")
    expect(page.get_by_text("last used on")).to_be_visible()


def test_a_guest_brings_along_what_they_wrote(page: Page, device: Device, visitor: NewVisitor):
    writer = visitor()
    writer.goto("/write/topic/")
    writer.locator("textarea").first.fill(SENTENCE)
    agree(writer)
    saved(writer)
    device.hand_over(writer)
    writer.goto("/account/login/")
    writer.get_by_role("button", name="Sign in with a passkey").click()
    expect(writer).to_have_url("/journal/")
    page.goto("/write/topic/")
    expect(page.locator("textarea").first).to_have_value(SENTENCE)


def password(page: Page, name: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_after_the_password_the_passkey_is_asked_for(page: Page, device: Device, name: str):
    sign_out(page)
    password(page, name)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url("/journal/")


def test_without_the_device_a_recovery_code_lets_one_in(page: Page, visitor: NewVisitor, name: str):
    device = Device(page)
    codes = add(page)
    elsewhere = visitor()
    password(elsewhere, name)
    elsewhere.get_by_label("A recovery code").fill("11111-11111")
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    expect(elsewhere.get_by_role("alert")).to_be_focused()
    elsewhere.get_by_label("A recovery code").fill(codes[0])
    elsewhere.get_by_role("button", name="Sign in", exact=True).click()
    expect(elsewhere).to_have_url("/journal/")
    assert len(device.passkeys) == 1


def test_a_passkey_shows_that_it_is_you(page: Page, device: Device):
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url("/journal/")
    page.goto("/account/2fa/codes/")
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="New recovery codes")).to_be_visible()
    page.get_by_role("button", name="Make new codes").click()
    expect(page.locator("code")).to_have_count(8)
    with page.expect_download() as file:
        page.get_by_role("button", name="As a text file").click()
    assert file.value.suggested_filename == "untold-codes.txt"
    text = file.value.path().read_text()
    assert all(code in text for code in page.locator("code").all_inner_texts())


def test_a_device_that_refuses_says_so_and_changes_nothing(page: Page, device: Device):
    device.refuse()
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey came of it")).to_be_visible()
    well_made(page)
    expect(page).to_have_url("/account/login/")


def test_a_passkey_that_was_removed_opens_nothing(page: Page, device: Device, name: str):
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Remove my laptop").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("does not belong to an account here")).to_be_visible()
    password(page, name)
    expect(page).to_have_url("/journal/")


GARBAGE = (
    "",
    "{",
    "[]",
    '"x"',
    "{}",
    '{"id": "x", "rawId": "y"}',
    '{"rawId": "eA", "response": {}}',
    '{"rawId": "eA", "response": {"clientDataJSON": "eA", "attestationObject": "eA"}}',
    '{"rawId": "eA", "response": {"clientDataJSON": "eA", "authenticatorData": "eA", "signature": "eA"}}',
)


def test_what_no_browser_made_is_refused_in_words(page: Page, device: Device):
    page.goto("/account/2fa/passkeys/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    for path in ("/account/2fa/passkeys/", "/account/confirm/", "/account/login/passkey/"):
        for made in GARBAGE:
            form = {"csrfmiddlewaretoken": token, "credential": made, "name": "x"}
            reply = page.request.post(path, form=form, max_redirects=0)
            assert reply.status in (200, 302), (path, made, reply.status)


def test_without_a_script_nothing_offers_a_passkey_and_the_page_says_why(visitor: NewVisitor):
    page = visitor(java_script_enabled=False)
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    # A browser that is only told to run no script shows no <noscript>; one without scripts does.
    assert '<noscript><p class="hint">A passkey is handled by the browser' in page.content()
