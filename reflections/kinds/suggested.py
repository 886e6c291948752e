"""Rows a page of questions begins with: what an earlier answer leaves to be asked, a row for each thing it is about.

They are our suggestion until the person saves the page: looking at it stores nothing, and skipping leaves it open.
"""

from collections.abc import Sequence
from typing import Any

from reflections.kinds import kind
from reflections.kinds.base import Asks, Earlier, Prompt, new_key
from reflections.kinds.inputs import labels


def suggested_rows(prompt: Prompt, earlier: Earlier) -> list[dict[str, Any]]:
    """Rows with the setting `questions` put into the column `into`, if the prompt it names was answered."""
    source, into = prompt.settings.get("from"), prompt.settings.get("into")
    value = earlier.get(source["prompt"]) if source and into else None
    asks = kind(value["kind"]).suggests(value) if value else []
    return [{"key": new_key(), "cells": {into: text}} for one in asks if (text := _said(prompt, one))]


def without_suggested(prompt: Prompt, rows: Sequence[dict[str, Any]], earlier: Earlier) -> list[dict[str, Any]]:
    """`rows` without those that still say what was suggested and nothing more; all of them once something is stored."""
    suggested = [] if "" in earlier else [row["cells"] for row in suggested_rows(prompt, earlier)]
    return [row for row in rows if row["cells"] not in suggested]


def _said(prompt: Prompt, asks: Asks) -> str:
    """The questions about one thing, one a line, under its name."""
    listed, own = labels(prompt.items("questions")), prompt.word("own")
    lines = (
        listed.get(key, "") or (own.replace("{line}", words) if words else "") for key, words in asks.lines.items()
    )
    questions = [line for line in lines if line]
    return "\n".join([prompt.word("about", "{place}").replace("{place}", asks.about), *questions]) if questions else ""
