"""What is wrong with an HTML page: what its parser objects to, and what stands where it may not."""

import string
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

HTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
PHRASING = {"a", "b", "bdi", "br", "button", "code", "em", "mark", "small", "span", "strong", "svg", "time", "wbr"}
ONLY_PHRASING = {f"h{n}" for n in range(1, 7)} | {"p", "summary", "caption"} | PHRASING - {"a", "svg"}
ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "tr": {"th", "td"},
    "tbody": {"tr"},
    "thead": {"tr"},
    "table": {"caption", "thead", "tbody"},
}
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def problems(text: str) -> list[str]:
    """All that is wrong with `text`; the same as a validator says of the sort of page we make."""
    parser = HTMLParser()
    everything = list(parser.parse(text).iter())
    found = [f"line {line}: {error}" for (line, _column), error, _more in parser.errors]
    return [*found, *_misplaced(everything), *_names(everything), *_headings(everything)]


def elements(text: str) -> list[Element]:
    """The elements of a page, in reading order."""
    return list(HTMLParser().parse(text).iter())


def name(element: Element) -> str:
    """`div`, `svg`: the namespace left out."""
    return str(element.tag).removeprefix(HTML).removeprefix(SVG)


def _misplaced(everything: list[Element]) -> Iterator[str]:
    for element in everything:
        allowed = PHRASING if name(element) in ONLY_PHRASING else ONLY.get(name(element))
        for child in element if allowed is not None else ():
            if name(child) not in (allowed or ()):
                yield f"<{name(child)}> in <{name(element)}>"


def _names(everything: list[Element]) -> Iterator[str]:
    ids = Counter(element.get("id") for element in everything if element.get("id") is not None)
    for each, times in ids.items():
        if times > 1 or not each or set(each) & set(string.whitespace):
            yield f"the id {each!r} stands {times} times"
    for element in everything:
        for other in (element.get("aria-labelledby") or "").split():
            if other not in ids:
                yield f"nothing is called {other!r}"
        if (element.get("href") or "").startswith("#") and element.get("href", "")[1:] not in ids:
            yield f"{element.get('href')} leads nowhere"


def _headings(everything: list[Element]) -> Iterator[str]:
    levels = [HEADINGS[name(element)] for element in everything if name(element) in HEADINGS]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} first headings"
    for above, below in zip([0, *levels], levels, strict=False):
        if below > above + 1:
            yield f"a heading of level {below} after one of level {above}"
