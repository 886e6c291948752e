"""The bytes of a file as data, or what is wrong with them. Nothing in a file is ever run, looked up or guessed."""

import json
from collections import Counter
from typing import Any, Never

from django.utils.translation import gettext as _

from reflections.summary.exports.data import SCHEMA
from reflections.summary.imports.parts import Part, Refused


def read_file(raw: bytes) -> Part:
    """The journal in a file; raises `Refused` for what is damaged, foreign or of a later version."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("This is no text in UTF-8, as our files are. It is damaged, or another kind of file.")
        raise Refused(words, _("byte %(number)d") % {"number": error.start + 1}) from None
    if not text.strip():
        raise Refused(_("There is nothing in this file."))
    return _is_ours(Part(_parse(text)))


def _parse(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        words = _("From here on this is no JSON: the file was cut off or changed, or it is another kind of file.")
        where = {"line": error.lineno, "column": error.colno}
        raise Refused(words, _("line %(line)d, column %(column)d") % where) from None
    except RecursionError:
        raise Refused(too_deep()) from None
    except ValueError:
        raise Refused(_("There is a number in this file that is larger than any in a journal.")) from None


def too_deep() -> str:
    """What is said of a file that would take a reader to the end of its stack."""
    return _("Things stand in one another here deeper than in any journal.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A group of named things; which of two with one name is meant, nobody knows."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _it in pairs)
        raise Refused(_("Two things have the same name here."), _shown(names.most_common(1)[0][0]))
    return found


def _no_number(word: str) -> Never:
    raise Refused(_("This stands where a number belongs."), word)


def _shown(name: str) -> str:
    """A name from the file, as far as a page can show it."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name[:60])


def _is_ours(whole: Part) -> Part:
    if not isinstance(whole.it, dict) or "untold" not in whole.it:
        words = _("This is no journal of Untold: choose the file whose name begins with “untold” and ends in “.json”.")
        raise Refused(words)
    version = whole["untold"]
    if type(version.it) is int and version.it > SCHEMA:
        words = _(
            "This file was made by a newer Untold: version %(theirs)d, here %(ours)d. It cannot be read here yet."
        )
        raise version.refused(words % {"theirs": min(version.it, 10**6), "ours": SCHEMA})
    if version.it != SCHEMA or type(version.it) is not int:
        raise version.refused(_("This is no version of our files."))
    return whole
