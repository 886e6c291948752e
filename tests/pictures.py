"""`make pictures`: the pictures of README and /help/, taken afresh of the made-up person's pages."""

import base64
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import ROOT, Server, launch

NAME, PASSWORD = "demo", "only for the pictures"
DOCS, HELP = ROOT / "docs" / "pictures", ROOT / "static" / "pictures"
WEBP = """([png, quality]) => new Promise((done, failed) => {
    const picture = new Image();
    picture.onload = () => {
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        canvas.getContext("2d").drawImage(picture, 0, 0);
        canvas.convertToBlob({type: "image/webp", quality}).then(blob => {
            const reader = new FileReader();
            reader.onload = () => done(reader.result.split(",")[1]);
            reader.readAsDataURL(blob);
        });
    };
    picture.onerror = failed;
    picture.src = "data:image/png;base64," + png;
})"""
"""The browser turns its screenshot into the smaller format itself."""


@dataclass(frozen=True)
class Picture:
    """One picture: where it goes, of which page, how wide, and what of it: so many pixels from `start` on."""

    file: Path
    path: str
    width: int
    height: int
    start: str = ""
    scheme: str = "light"
    scale: float = 1
    quality: float = 0.8


PICTURES = (
    Picture(DOCS / "home-desktop.webp", "/", 1440, 1000),
    Picture(DOCS / "summary-desktop.webp", "/summary/", 1440, 1900),
    Picture(DOCS / "compare-desktop.webp", "/journal/compare/", 1440, 1100, "#page-style"),
    Picture(DOCS / "question-desktop.webp", "/write/cv/", 1440, 1090),
    Picture(DOCS / "question-phone-dark.webp", "/write/places/", 390, 1130, ".places", "dark", 2),
    Picture(DOCS / "experiments-phone-dark.webp", "/write/experiments/", 390, 1130, "[data-rows]", "dark", 2),
    Picture(DOCS / "journal-phone.webp", "/journal/", 390, 1130, scale=2),
    Picture(HELP / "summary.webp", "/summary/", 440, 560, "section.sec >> nth=0", scale=1.5, quality=0.6),
    Picture(HELP / "compare.webp", "/journal/compare/", 440, 410, "#page-style", scale=1.5, quality=0.6),
    Picture(HELP / "journal.webp", "/journal/", 440, 560, "section.sec >> nth=0", scale=1.5, quality=0.6),
)


SCREEN = Picture(HELP / "screen.webp", "", 1280, 720, scale=0.75, quality=0.6)
CONSOLE = Picture(HELP / "console.webp", "", 1280, 960, scale=0.75, quality=0.6)
STEPS = ("Begin", "Next: People", "Next: Ways", "Open the sending", "Close the sending")
"""What the organiser of a rehearsal presses until the room's first picture is on the screen."""


def main() -> None:
    """Serve, make the person, take every picture, and say how heavy each is."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = launch(playwright)
        try:
            demo = [sys.executable, "manage.py", "demo", "--name", NAME, "--password", PASSWORD]
            subprocess.run(demo, cwd=ROOT, env=server.env(), check=True, stdout=subprocess.DEVNULL)
            for picture in PICTURES:
                take(browser, server, picture)
            rehearse(browser, server)
        finally:
            browser.close()
            server.stop()


def take(browser: Browser, server: Server, picture: Picture) -> None:
    """One picture, as the made-up person sees the page; home as somebody new does."""
    screen = {"viewport": {"width": picture.width, "height": picture.height}, "device_scale_factor": picture.scale}
    with browser.new_context(base_url=server.url, locale="en-GB", color_scheme=picture.scheme, **screen) as context:
        page = context.new_page()
        if picture.path != "/":
            sign_in(page)
        page.goto(picture.path, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => {})")
        png = page.screenshot(full_page=True, clip=clip(page, picture))
    picture.file.parent.mkdir(exist_ok=True)
    picture.file.write_bytes(smaller(browser, png, picture.quality))
    print(f"{picture.file.relative_to(ROOT)}  {picture.file.stat().st_size / 1000:.0f} KB")


def rehearse(browser: Browser, server: Server) -> None:
    """The console and the screen of the workshop that is to come, in a rehearsal."""
    screen = {"viewport": {"width": 1280, "height": 720}, "device_scale_factor": SCREEN.scale}
    with browser.new_context(base_url=server.url, locale="en-GB", **screen) as context:
        page = context.new_page()
        sign_in(page)
        page.goto("/workshops/")
        page.get_by_role("link", name="Lunch with the first-years").first.click()
        page.get_by_role("button", name="Rehearse it").click()
        wall = context.new_page()
        wall.goto(page.get_by_role("link", name="Open the screen").first.get_attribute("href"))
        for words in STEPS:
            page.get_by_role("button", name=words).click()
            page.get_by_role("button", name=words).wait_for(state="detached")
        page.wait_for_load_state("networkidle")
        wall.reload(wait_until="networkidle")
        for picture, shot in (
            (SCREEN, wall.screenshot()),
            (CONSOLE, page.screenshot(full_page=True, clip=clip(page, CONSOLE))),
        ):
            picture.file.write_bytes(smaller(browser, shot, picture.quality))
            print(f"{picture.file.relative_to(ROOT)}  {picture.file.stat().st_size / 1000:.0f} KB")


def smaller(browser: Browser, png: bytes, quality: float) -> bytes:
    """The picture as WebP, made on an empty page: ours allow no pictures from elsewhere."""
    with browser.new_context() as context:
        return base64.b64decode(context.new_page().evaluate(WEBP, [base64.b64encode(png).decode(), quality]))


def sign_in(page: Page) -> None:
    """Come in by the door."""
    page.goto("/account/login/")
    page.get_by_label("Name or e-mail").fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/journal/")


def clip(page: Page, picture: Picture) -> dict[str, Any]:
    """The part of the page that is shown: from its top, or from an element on it."""
    top = page.locator(picture.start).evaluate("e => e.getBoundingClientRect().top + scrollY") if picture.start else 0
    return {"x": 0, "y": max(top - 24, 0), "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main()
