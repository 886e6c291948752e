"""Every word of the interface can be translated: none stands bare in a template, none is put together in code."""

import ast
import re
from html.parser import HTMLParser

import pytest
from django.utils.translation.template import templatize

from tests.house import HOUSE

TEMPLATES = sorted(file for file in (HOUSE / "templates").rglob("*.*") if file.suffix in {".html", ".txt", ".xml"})
CODE = sorted(
    file
    for package in ("config", "reflections")
    for file in (HOUSE / package).rglob("*.py")
    if "migrations" not in file.parts
)

NAMES = {"Untold", "Markdown", "JSON", "PDF", "ORCID"}
"""Names stay what they are in every language."""
SAID_ALOUD = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SHOWN = {"label", "help_text", "empty_label"}

TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
CLASSES = re.compile(r"{%\s*block \w+_(?:class|data)\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


class Bare(HTMLParser):
    """Collects words a reader would see or hear that no translator would."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        for name, value in attrs:
            heard = name in SAID_ALOUD or (name.startswith("data-") and re.search(r"\b[A-Z][a-z]", value or ""))
            if heard and words(value or ""):
                self.found.append(f"{name}={value!r}")

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            continue

    def handle_data(self, data):
        if not {"script", "style"} & set(self.inside) and words(data):
            self.found.append(" ".join(data.split()))


def words(text: str) -> list[str]:
    """The words of a text, without names and names of files."""
    text = re.sub(r"\b\w+\.(?:json|md|pdf)\b", " ", text)
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]


def bare_words(template: str) -> list[str]:
    """What stands untranslated in the source of a template."""
    for noise in (COMMENT, TRANSLATED, CLASSES, TAG):
        template = noise.sub(" ", template)
    reader = Bare()
    reader.feed(template)
    reader.close()
    return reader.found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% translate "Save" %} · {{ name }} Untold</p>', []),
        ("<p>{% blocktranslate trimmed with a=b %}Page <b>{{ a }}</b>{% endblocktranslate %}</p>", []),
        ("<p>Save</p>", ["Save"]),
        ('<img alt="A flower"{% if x %} title="{{ x }}"{% endif %}>', ["alt='A flower'"]),
        ('<form data-says="Not saved" data-state="saved">', ["data-says='Not saved'"]),
    ],
)
def test_the_reader_of_templates_sees_bare_words(source, found):
    assert bare_words(source) == found


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(HOUSE / "templates")))
def test_no_template_has_bare_words(template):
    source = template.read_text(encoding="utf-8")
    assert not bare_words(source)
    assert not re.findall(r"{%\s*translate\s+[^\"'\s].*?%}", source), "a variable cannot be extracted"
    templatize(source, origin=str(template))


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(HOUSE)))
def test_code_says_nothing_untranslated(file):
    assert not list(untranslatable(file.read_text(encoding="utf-8")))


def test_the_reader_of_code_sees_bare_words():
    source = (
        '_(f"{n} pages")\n_(name)\nCharField(label="Name")\nmessages.info(request, "Saved")\nCharField(label=_("Name"))'
    )
    assert len(list(untranslatable(source))) == 4


def untranslatable(source: str):
    """Calls whose words no tool could extract: put together before gettext, or never given to it."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        called = ast.unparse(call.func)
        arguments = call.args[1:] if called.startswith("messages.") else call.args
        if called in GETTEXT and not all(literal(argument) for argument in call.args[: 2 if "n" in called[:1] else 1]):
            yield f"line {call.lineno}: {ast.unparse(call)}"
        if called.endswith("ValidationError") or called.startswith("messages."):
            yield from (f"line {call.lineno}: {ast.unparse(call)}" for argument in arguments[:1] if literal(argument))
        yield from (
            f"line {call.lineno}: {word.arg}={ast.unparse(word.value)}"
            for word in call.keywords
            if word.arg in SHOWN and literal(word.value) and words(word.value.value)
        )


def literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
