"""A prompt with nobody's words, for a device to keep: made without a request, so that nothing of one is in it."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reflections.guide.library import guide
from reflections.journal.way import index, way
from reflections.kinds import Prompt, kind

KEPT = 3600
"""Seconds for which a cache on the way may give the same page again."""


def blank_page(prompt: Prompt) -> str:
    """The page of `prompt`, made once for a language of the guide: version 0, no owner, no token, no key."""
    return guide().once(("blank", prompt.key, get_language()), lambda: _made(prompt))


def _made(prompt: Prompt) -> str:
    form, on = kind(prompt.kind).form(prompt, None, {}, "first", None), way(prompt, "")
    given: dict[str, Any] = {
        "section": "guide",
        "blank": True,
        "prompt": prompt,
        "wide": getattr(form, "wide", False),
        "script": kind(prompt.kind).script,
        "way": on,
        "chapter": guide().chapter(prompt.chapter),
        "pages": len(guide().prompts),
        "state": "unsaved",
        "ask_consent": True,
        "base": 0,
        "answer_form": SafeString(render_to_string(form.template_name, {"form": form, "prompt": prompt})),
        "index": index(on, prompt, {}),
    }
    return render_to_string("journal/blank.html", given)
