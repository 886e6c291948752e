"""Ways in that need somebody else, over real lines: a mail server, an OpenID provider, and a browser between them."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from playwright.sync_api import Browser, Page, expect

from reflections.people.slow_down import FREE
from tests.accounts.openid import CLIENT, SECRET, Provider, path_of, running
from tests.accounts.test_passkeys_browser import Device, add
from tests.browser import PATIENCE, Server
from tests.conftest import PASSWORD
from tests.eyes import Eyes
from tests.journal.smtp import Sink, sink
from tests.wire import Caller, own_server

GO, BACK, NAME, HELD = (f"/account/with/{part}" for part in ("openid/", "openid/back/", "name/", ""))
ASK, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"
LINK, CODE = re.compile(r'href="(http://127[^"]+)"'), re.compile(r"^[A-Z]{4}-[A-Z]{4}\r?$", re.MULTILINE)


@dataclass
class House:
    """A place that sends e-mail and offers a provider."""

    server: Server
    provider: Provider
    mail: Sink

    def newest(self, address: str) -> str:
        """The text of the newest e-mail to an address."""
        mine = [message for message in self.mail.messages if message["To"] == address]
        return mine[-1].get_payload(decode=True).decode()

    def member(self) -> tuple[Caller, str]:
        """Somebody with an account and a confirmed address, and that address."""
        this, address = Caller(self.server.url), f"{uuid.uuid4()}@example.org"
        form = {"username": f"door {uuid.uuid4()}", "password1": PASSWORD, "email": address}
        assert this.post("/account/signup/", form).status == 200
        link = re.search(r"/account/confirm-email/\S+", self.newest(address))[0]
        assert this.post(link, {}).status in (200, 302)
        return this, address


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running() as provider, sink() as mail, pytest.MonkeyPatch.context() as env:
        client = {"URL": provider.url, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "NAME": "The test house"}
        for name, value in client.items():
            env.setenv(f"UNTOLD_OIDC_{name}", value)
        env.setenv("UNTOLD_EMAIL_URL", mail.url)
        with own_server(tmp_path_factory.mktemp("doors"), "untold_doors") as server:
            yield House(server, provider, mail)


@pytest.fixture
def eyes(browser: Browser, house: House) -> Iterator[Eyes]:
    these = Eyes(browser, house.server.url)
    these.become(Caller(house.server.url))
    yield these
    for context in these.contexts:
        context.close()
    assert these.problems == [], "\n".join(these.problems)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Page]:
    """A browser, with scripts and without; what its policy would not let through fails the test."""
    phone = {"width": 390, "height": 844}
    context = browser.new_context(viewport=phone, base_url=house.server.url, java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE)
    this, problems = context.new_page(), []
    this.on("console", lambda said: problems.append(said.text) if "Security Policy" in said.text else None)
    yield this
    context.close()
    assert problems == []


def by_provider(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_role("button", name="Go on with The test house").click()
    page.get_by_role("link", name="Go to The test house").click()
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_there_and_back(page: Page, house: House):
    house.provider.person = str(uuid.uuid4())
    by_provider(page)
    page.get_by_label("Name", exact=True).fill(f"door {uuid.uuid4()}")
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator("code")).to_have_count(8)
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    by_provider(page)
    expect(page).to_have_url(f"{house.server.url}/journal/")


def test_a_code_by_mail(page: Page, house: House):
    _member, address = house.member()
    page.goto("/account/login/")
    page.get_by_role("link", name="Sign in by a code sent by e-mail").click()
    page.get_by_label("E-mail").fill(address)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", name="Write the code")).to_be_visible()
    page.get_by_label("The code").fill(CODE.search(house.newest(address))[0].strip().lower())
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{house.server.url}/journal/")


def test_a_passkey_lets_the_owner_in_while_strangers_guess(browser: Browser, house: House):
    name, stranger = f"door {uuid.uuid4()}", Caller(house.server.url)
    own, new = (browser.new_context(base_url=house.server.url).new_page() for _ in range(2))
    own.goto("/account/signup/")
    own.get_by_label("Name", exact=True).fill(name)
    own.get_by_label("Password", exact=True).fill(PASSWORD)
    own.get_by_role("button", name="Make it").click()
    device = Device(own)
    add(own)
    for _ in range(FREE + 1):
        reply = stranger.post("/account/login/", {"login": name, "password": "wrong"})
    assert "A passkey, a code by e-mail or one of your one-time codes lets you in at once." in reply.text
    device.hand_over(new)
    new.goto("/account/login/")
    new.get_by_role("button", name="Sign in with a passkey").click()
    expect(new).to_have_url(f"{house.server.url}/journal/")
    for page in (own, new):
        page.context.close()


def test_the_log_of_the_server_holds_nothing_of_it(house: House):
    member, address = house.member()
    member.post("/account/logout/", {})
    member.post(ASK, {"email": address})
    code = CODE.search(house.newest(address))[0].strip()
    assert member.post(CONFIRM, {"code": code}).status == 302
    house.provider.person = str(uuid.uuid4())
    guest = Caller(house.server.url)
    back = path_of(house.provider.allow(unescape(LINK.search(guest.post(GO, {}).text)[1])))
    assert guest.post(back, {}).headers["Location"] == NAME
    log = (house.server.folder / "server.log").read_text()
    secret = re.search(r"code=([^&]+)", back)[1]
    for each in (address, code, secret, house.provider.person, CLIENT, SECRET):
        assert each not in log


def test_pages_of_codes_by_mail(eyes: Eyes, house: House):
    member, address = house.member()
    eyes.look(ASK)
    guest = Caller(house.server.url)
    assert guest.fill("/write/topic/", "of a guest").status == 302
    eyes.become(guest)
    eyes.look(ASK, name="ask for a code, as a guest")
    eyes.look_at(guest.post(ASK, {"email": "nowhere"}).text, "a wrong address")
    guest.post(ASK, {"email": address})
    eyes.become(guest)
    eyes.look(CONFIRM)
    eyes.look_at(guest.post(CONFIRM, {"code": "x"}).text, "a wrong code")
    eyes.become(member)
    eyes.look("/account/privacy/")


def test_pages_of_the_way_by_a_provider(eyes: Eyes, house: House):
    house.provider.person = str(uuid.uuid4())
    for path in ("account/login/", "account/signup/", "privacy/", "account/with/cancelled/"):
        eyes.look(f"/{path}")
    eyes.look(f"{BACK}?code=x&state=x")
    guest = Caller(house.server.url)
    assert guest.fill("/write/topic/", "of a guest").status == 302
    onward = guest.post(GO, {}).text
    back = path_of(house.provider.allow(unescape(LINK.search(onward)[1])))
    eyes.become(guest)
    eyes.look("/account/keep/")
    eyes.look_at(onward, "on to the provider")
    eyes.look(back, name="back from the provider")
    assert guest.post(back, {"bring": "on"}).status == 302
    eyes.become(guest)
    eyes.look(NAME)
    eyes.look_at(guest.post(NAME, {"username": ""}).text, "no name")
    assert guest.post(NAME, {"username": f"door {uuid.uuid4()}"}).status == 200
    eyes.become(guest)
    eyes.look(HELD, name="connected")
    eyes.look("/account/privacy/")


def test_pages_of_connecting(eyes: Eyes, house: House):
    member, _address = house.member()
    eyes.become(member)
    eyes.look(HELD)
    eyes.look_at(member.post(HELD, {"connect": "openid", "password": "no"}).text, "connect, refused")
    onward = member.post(HELD, {"connect": "openid", "password": PASSWORD}).text
    eyes.look_at(onward, "on, to connect")
    eyes.become(member)
    eyes.look(path_of(house.provider.allow(unescape(LINK.search(onward)[1]))), name="back, to connect")


def test_the_page_of_the_wait(eyes: Eyes, house: House):
    caller, name = Caller(house.server.url), f"nobody {uuid.uuid4()}"
    for _ in range(FREE + 1):
        reply = caller.post("/account/login/", {"login": name, "password": "wrong"})
    assert "Wait a minute" in reply.text
    eyes.look_at(reply.text, "the wait")
