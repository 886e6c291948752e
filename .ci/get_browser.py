"""Find a Chromium for the browser tests, or fetch one, and print where it is.

In this order: what the machine has, what Playwright has or downloads, what apt-get installs (as root).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DO_THIS = (
    "No Chromium for the browser tests, which will fail: install one (Debian: `sudo apt-get install chromium`), "
    "or name one in UNTOLD_TEST_BROWSER."
)


def find() -> str | None:
    """The named browser or a system one that starts, or None."""
    named = os.environ.get("UNTOLD_TEST_BROWSER")
    if named:
        return named if starts(named) else None
    places = [*(shutil.which(name) for name in NAMES), *MAC]
    return next((place for place in places if place and starts(place)), None)


def starts(browser: str) -> bool:
    """Whether it is there and finds its libraries (a downloaded one often does not)."""
    try:
        said = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0


def from_playwright() -> str | None:
    """Playwright's own Chromium, downloaded when it is not there yet, or None."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        place = playwright.chromium.executable_path
    if not Path(place).exists():
        say("No Chromium here: Playwright downloads one (once) …")
        quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    return place if starts(place) else None


def from_apt() -> str | None:
    """Debian's Chromium, where we may install it, or None."""
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return None
    say("apt-get installs chromium (once) …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    quietly(["apt-get", "update"])
    quietly(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    return find()


def quietly(command: list[str]) -> None:
    """Run it for its effect; whether that worked is seen by whether the browser starts."""
    try:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return


def say(words: str) -> None:
    """Tell the person at the keyboard why it takes a moment."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    browser = find()
    if not browser and not os.environ.get("UNTOLD_TEST_BROWSER"):
        browser = from_playwright() or from_apt()
    if not browser:
        sys.exit(DO_THIS)
    print(browser)
