"""Below a path of somebody else's host, all works: pages, files, cookies, the live room, links in e-mails."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE, ROOT, Server, agree, saved
from tests.conftest import PASSWORD
from tests.wire import Caller
from tests.workshops.hall import ADMIRED, Hall, head, live

BELOW = "/untold"
TEXT = "What draws me is how cells decide."
LINKS = """import django; django.setup()
from reflections.people.links import absolute
from reflections.workshops.screen import join_address
print(absolute("journal"), join_address())"""


class Below(Server):
    """The product below a path."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.url += BELOW


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Below]:
    this = Below(tmp_path_factory.mktemp("below"))
    this.start()
    yield this
    this.stop()


@pytest.fixture
def page(browser: Browser, below: Below) -> Iterator[Page]:
    """A phone that leaves the path nowhere, and finds whatever it asks for."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page = context.new_page()
    page.on("response", lambda reply: reply.status >= 400 and wrong.append(f"{reply.status} {reply.url}"))
    page.on("request", lambda asked: urlsplit(asked.url).path.startswith(f"{BELOW}/") or wrong.append(asked.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    cookies = [cookie for cookie in context.cookies() if cookie["path"] != BELOW]
    context.close()
    assert (wrong, cookies) == ([], [])


def test_writing(page: Page, below: Below):
    page.goto(f"{below.url}/")
    page.get_by_role("link", name="Guide", exact=True).click()
    page.goto(f"{below.url}/write/topic/")
    page.get_by_role("textbox").first.fill(TEXT)
    agree(page)
    saved(page)
    page.reload()
    expect(page.get_by_role("textbox").first).to_have_value(TEXT)
    page.get_by_role("link", name="Journal").first.click()
    expect(page).to_have_url(f"{below.url}/journal/")
    page.get_by_role("link", name="Summary").first.click()
    expect(page.locator("main")).to_contain_text(TEXT)
    page.locator("footer select").first.select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_an_account_and_what_one_keeps(page: Page, below: Below):
    page.goto(f"{below.url}/account/signup/")
    page.locator("main input[name=username]").fill("below")
    page.locator("main input[name=password1]").fill(PASSWORD)
    page.locator("main input[name=password1]").press("Enter")
    expect(page.locator("main code").first).to_be_visible()
    for path in ("account/privacy", "workshops/new", "journal/notes", "journal/rounds", "summary/take"):
        page.goto(f"{below.url}/{path}/")
    page.goto(f"{below.url}/account/logout/")
    page.locator("main form button").first.click()
    page.get_by_role("link", name="Untold").first.click()
    expect(page).to_have_url(f"{below.url}/")


def test_a_room(page: Page, below: Below):
    hall = Hall(below)
    screen = hall.organiser.get(f"/w/{hall.code}/screen/").text
    assert f"localhost:{below.port}{BELOW}/join" in screen
    page.goto(f"{below.url}/join/{hall.code}/")
    page.get_by_role("button", name=re.compile("Take a seat")).click()
    live(page)
    hall.press()
    hall.press()
    expect(head(page)).to_have_text(ADMIRED)


def test_for_machines_it_answers_at_the_top_too(below: Below):
    assert Caller(below.url).get("/healthz").status == 200
    at_the_top = Caller(f"http://localhost:{below.port}")
    assert at_the_top.get("/healthz").status == 200, "a container asks its own port"


def test_links_that_a_command_writes(below: Below):
    env = {**below.env(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-c", LINKS], cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    assert done.stdout.split() == [f"{below.url}/journal/", f"localhost:{below.port}{BELOW}/join"]


class Secure(Below):
    """The same behind a web server that ends HTTPS."""

    def env(self) -> dict[str, str]:
        more = {"UNTOLD_HTTPS": "1", "UNTOLD_TRUSTED_PROXIES": "127.0.0.1,::1"}
        return {**super().env(), **more, "UNTOLD_BASE_URL": f"https://localhost{BELOW}/"}


def test_cookies_stay_below_and_the_host_is_not_spoken_for(tmp_path: Path):
    server = Secure(tmp_path)
    server.start()
    try:
        visitor = Caller(server.url)
        visitor.cookies = {"__Secure-csrf": visitor.cookies["csrf"], "csrf": visitor.cookies["csrf"]}
        safe = {"X-Forwarded-Proto": "https", "Referer": f"https://localhost{BELOW}/", "Host": "localhost"}
        form = {"a-text": TEXT, "base": "0", "round": "", "consent": "yes"}
        form |= {"key": "7a1b8f6e-7d4e-4f0c-9a35-1f2d3c4b5a69", "tried": ""}
        reply = visitor.post("/write/topic/", form, **safe)
        given = reply.headers.get_all("Set-Cookie")
    finally:
        server.stop()
    assert reply.status == 302 and reply.headers["Location"].startswith(f"{BELOW}/")
    assert given and all(f"Path={BELOW};" in f"{each};" and each.startswith("__Secure-") for each in given), given
    assert all("Secure" in each for each in given)
    assert reply.headers["Strict-Transport-Security"] == "max-age=63072000", "other things live on this host"
