"""Reads a rendered form as a browser does: which controls it has, how they are labelled, what it would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from tests.kinds.examples import Data, query

VOID = {"input", "br", "hr", "img", "meta", "link", "path", "circle", "rect", "line"}


@dataclass
class Control:
    """An input, textarea, select or button; `label` as a reader would hear it, with the legends around it."""

    tag: str
    attrs: dict[str, str]
    text: str = ""
    label: str = ""
    legends: list[str] = field(default_factory=list)
    around: list[dict[str, str]] = field(default_factory=list)  # the attributes of the fieldsets around it
    options: list[dict[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attrs.get("name", "")

    @property
    def type(self) -> str:
        return self.attrs.get("type", "text") if self.tag == "input" else self.tag

    @property
    def typed(self) -> bool:
        """Whether one types words into it."""
        return self.type in {"text", "textarea", "search"}

    @property
    def for_words(self) -> bool:
        """Whether words belong there, and not a figure."""
        return self.typed and self.attrs.get("inputmode") != "numeric"

    def described(self) -> list[str]:
        """Ids of what describes it or the group it is in."""
        return " ".join(attrs.get("aria-describedby", "") for attrs in (self.attrs, *self.around)).split()

    def invalid(self) -> bool:
        """Whether it or the group it is in is said to be wrong."""
        return any(attrs.get("aria-invalid") == "true" for attrs in (self.attrs, *self.around))

    def sent(self) -> list[str]:
        """What it would send, as a browser makes it."""
        value = self.attrs.get("value", "")
        if self.tag == "textarea":
            return [self.text.removeprefix("\n").replace("\n", "\r\n")]
        if self.tag == "select":
            return [o.get("value", "") for o in self.options if "selected" in o][-1:]
        if self.type in {"radio", "checkbox"}:
            return [self.attrs.get("value", "on")] if "checked" in self.attrs else []
        if self.type == "text":
            return [value.replace("\n", "").replace("\r", "")]
        return [] if self.tag == "button" else [value]


class Page(HTMLParser):
    """A rendered form, read."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = markup
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.controls: list[Control] = []
        self.ids: list[str] = []
        self.texts: dict[str, str] = {}  # id → the text inside it
        self._open: list[tuple[str, dict[str, str]]] = []
        self._labels: list[dict[str, Any]] = []
        self._sets: list[dict[str, Any]] = []
        self._all_labels: list[dict[str, Any]] = []
        self._wrapped: list[tuple[Control, dict[str, Any]]] = []
        self._inside: list[tuple[Control, list[dict[str, Any]]]] = []
        self.feed(markup.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        assert not self._open, f"left open: {self._open}"
        self._name_all()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self._open.append((tag, given))
        self._begin(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag == "label":
            self._labels.append({"for": given.get("for"), "text": ""})
            self._all_labels.append(self._labels[-1])
        elif tag == "fieldset":
            self._sets.append({"legend": "", "attrs": given})
        elif tag == "option":
            self.controls[-1].options.append(given)
        elif tag in {"input", "textarea", "select", "button"}:
            control = Control(tag, given)
            self.controls.append(control)
            self._inside.append((control, list(self._sets)))
            if self._labels:
                self._wrapped.append((control, self._labels[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open and self._open[-1][0] == tag, f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()
        if tag == "label":
            self._labels.pop()
        elif tag == "fieldset":
            self._sets.pop()

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self._open]
        for _, attrs in self._open:
            if "id" in attrs:
                self.texts[attrs["id"]] = self.texts.get(attrs["id"], "") + data
        if {"textarea", "button"} & set(names):
            self.controls[-1].text += data
        elif self._labels:
            self._labels[-1]["text"] += data
        if "legend" in names and self._sets:
            self._sets[-1]["legend"] += data

    def _name_all(self) -> None:
        for control, around in self._inside:
            control.legends = [" ".join(one["legend"].split()) for one in around]
            control.around = [one["attrs"] for one in around]
            named = [one["text"] for one in self._all_labels if one["for"] and one["for"] == control.attrs.get("id")]
            named += [label["text"] for wrapped, label in self._wrapped if wrapped is control]
            named += [self.texts.get(name, "") for name in control.attrs.get("aria-labelledby", "").split()]
            named.append(control.attrs.get("aria-label", "") or (control.text if control.tag == "button" else ""))
            control.label = " ".join(" ".join(named).split())

    def named(self, name: str) -> list[Control]:
        """The controls of this name, without buttons."""
        return [control for control in self.controls if control.name == name and control.tag != "button"]

    def sends(self) -> QueryDict:
        """What the form would send, without any button."""
        data: dict[str, list[str]] = {}
        for control in self.controls:
            if control.name and "disabled" not in control.attrs:
                data.setdefault(control.name, []).extend(control.sent())
        return query({name: given for name, given in data.items() if given})


def render(form: Any, prompt: Any) -> Page:
    """The form's template as a page includes it."""
    return Page(render_to_string(form.template_name, {"form": form, "prompt": prompt}))


def merged(page: Page, changes: Data) -> QueryDict:
    """What the page sends when these fields are typed anew."""
    data = page.sends()
    for name, given in changes.items():
        data.setlist(name, [given] if isinstance(given, str) else list(given))
    return data
