"""What people and browsers can send: strategies to build a kind's `forms` from (see examples.py)."""

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from reflections.kinds.base import MAX_LINE, MAX_TEXT

HOSTILE = (
    "<script>alert(1)</script>", "{{ x }}{% now 'Y' %}", "]]>", "</textarea><script>", '" onfocus="x', "' x='",
    "&lt;&amp;", "# not a heading", "| a | b |", "[x](javascript:y)", "![x](y)", "`code`", "* * *",
    "\n\n    indented", "<!-- ", "&#0;",
)  # fmt: skip
TRICKY = (
    "שלום, عالم", "\u202eabc\u202c", "a\u0301\u0323\u0327\u0340", "👩🏽‍🔬", "\ufeffx",
    "\u2028y\u2029", "  two  spaces  ",
    "\n first line empty", "tab\there", "ﷺ", "e\u200d\u200b", "line\r\nline", "\x0bvt\x0c",
)  # fmt: skip
# All of Unicode but NUL and lone surrogates, which are refused in words (the contract tests that for each field).
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def _mixed(most: int) -> SearchStrategy[str]:
    plain = st.text(LETTERS, max_size=min(most, 60))
    pieces = st.lists(st.one_of(plain, st.sampled_from(HOSTILE + TRICKY)), max_size=3).map("".join)
    return pieces.map(lambda text: text[:most])


def own_text() -> SearchStrategy[str]:
    """Words for a writing surface: any script, several lines, hostile, or as long as is allowed."""
    return st.one_of(_mixed(MAX_TEXT), st.just("ö" * MAX_TEXT))


def own_line() -> SearchStrategy[str]:
    """Words for one line. Browsers send no line break from there, other clients may."""
    return st.one_of(_mixed(MAX_LINE), st.just("ö" * MAX_LINE))


def left_open(given: SearchStrategy[str]) -> SearchStrategy[str]:
    """The same, or the empty string of a field left open."""
    return st.one_of(st.just(""), given)


def number(least: int, most: int) -> SearchStrategy[str]:
    """A radio of a lane: a number, or the empty string of 'leave it open'."""
    return st.sampled_from(["", *map(str, range(least, most + 1))])


def posted(
    fields: Mapping[str, SearchStrategy[str] | SearchStrategy[list[str]]],
) -> SearchStrategy[dict[str, list[str]]]:
    """Form data with each of these fields sent or missing."""
    given = {name: value.map(lambda v: [v] if isinstance(v, str) else v) for name, value in fields.items()}
    return st.fixed_dictionaries({}, optional=given)


def keys() -> SearchStrategy[str]:
    """Keys of rows: 8 hex characters."""
    return st.text("0123456789abcdef", min_size=8, max_size=8)
