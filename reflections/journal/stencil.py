"""A page that is put together once for all who see the same, with holes for what is one reader's own.

The page of a prompt is asked for more than any other, and nearly all of it is the same for everybody. The template
is rendered once with marks in place of the reader's own pieces, and cut there; afterwards only the pieces are put in.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from reflections.guide.library import guide

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters: no language writes with them, and the guide's files hold none."""
MOST = 1000
"""Stencils that are kept, of about 10 KB each; then all go, and are made again when asked for."""


def fill(request: HttpRequest, template: str, context: Mapping[str, Any], own: Mapping[str, str], key: Hashable) -> str:
    """`template` with `context`, and with `own` (names to pieces, escaped unless they are safe) in its holes.

    All of `context` must follow from `key`: whoever comes with the same key is given the same stencil.
    """
    stencils: dict[Hashable, list[str]] = guide().once("stencils", dict)
    if key not in stencils:
        if len(stencils) >= MOST:
            stencils.clear()
        holes = {name: mark_safe(f"{OPEN}{name}{CLOSE}") for name in own}  # noqa: S308 - names of ours, no one's words
        stencils[key] = re.split(f"{OPEN}(.*?){CLOSE}", render_to_string(template, {**context, **holes}, request))
    pieces = stencils[key].copy()
    pieces[1::2] = [conditional_escape(own[name]) for name in pieces[1::2]]
    return "".join(pieces)
