"""Every link inside the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.house import HOUSE

TEXTS = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def anchors(text: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+\s+(.+)$", text.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text.relative_to(HOUSE)))
def test_links_lead_somewhere(text):
    for link in (first or second for first, second in LINK.findall(text.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (text.parent / path).resolve() if path else text
        assert target.exists(), f"{link}: no such file"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


def test_code_that_is_named_exists():
    """A path in backticks with a folder in it is a file or folder of the house, unless it is made when running."""
    for text in TEXTS:
        for path in re.findall(
            r"`((?:config|docs|reflections|static|templates|tests|fixtures|\.ci)/[\w./-]*)`", text.read_text()
        ):
            assert (HOUSE / path).exists(), f"{text.name} names {path}"
