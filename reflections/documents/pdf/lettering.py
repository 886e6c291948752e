"""Words on a finished SVG, taken off it, for typst to set as its own text.

What typst does with text inside an SVG knows no clusters: marks fall off their letters, and some become boxes.
"""

import re
from html import unescape
from typing import Any

from reflections.documents.pdf.named import named
from reflections.documents.pdf.said import from_right

_TEXT = re.compile("<text ([^>]*)>([^<]*)</text>")
_ATTRIBUTE = re.compile('([a-z-]+)="([^"]*)"')


def lettered(svg: str) -> dict[str, Any]:
    """A drawing by `paper.to_svg` as `{"svg": its shapes, "wide": 600, "letters": [{"text", "x", "y", …}]}`."""
    opening = dict(_ATTRIBUTE.findall(svg.partition(">")[0]))
    letters = [_letter(*found) for found in _TEXT.findall(svg)]
    return {"svg": _TEXT.sub("", svg), "wide": float(opening["width"]), "letters": letters}


def _letter(attributes: str, text: str) -> dict[str, Any]:
    has = dict(_ATTRIBUTE.findall(attributes))
    text = named(unescape(text))
    return {
        "text": text,
        "rtl": from_right(text, otherwise=False),
        "x": float(has["x"]),
        "y": float(has["y"]),
        "anchor": has["text-anchor"],
        "size": float(has["font-size"]),
        "colour": has["fill"],
        "serif": has["font-family"].startswith("Literata"),
        "bold": "font-weight" in has,
    }
