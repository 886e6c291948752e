"""The wall's own right, its addresses, its QR code, and what it shows now.

Whoever holds the screen link may open it on a machine where nobody is signed in: the link's key becomes a cookie, which
is good for a day, for this workshop, and only as long as the workshop keeps that key.
"""

import secrets
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import segno
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reflections.kinds import Prompt
from reflections.people.cookies import give, named
from reflections.people.links import absolute
from reflections.workshops.door import code_of, ticket
from reflections.workshops.fitting import WIDTHS, leaves
from reflections.workshops.models import JoinCode, Phase, Step, Workshop
from reflections.workshops.questions import asked
from reflections.workshops.shown import Shown, shown
from reflections.workshops.state import Now, now_of, seconds_left

SCREEN = "workshops.screen"
DAY = 86_400


def join_address() -> str:
    """Where to type the code, as it is read aloud: without the scheme."""
    return urlsplit(settings.UNTOLD_BASE_URL).netloc + reverse("join").rstrip("/")


def join_url(code: JoinCode) -> str:
    """The address in the QR code: it carries the secret that is too long to be guessed."""
    return absolute("join_code", code.secret)


def screen_url(workshop: Workshop) -> str:
    """The path of the wall, by the code it has or had last (a rehearsal has one that opens no door); else empty."""
    code = code_of(workshop) or workshop.codes.order_by("-ended_at").first()
    return reverse("screen", args=[code.code]) if code else ""


def screen_link(workshop: Workshop) -> str:
    """The address that opens the wall to whoever holds it; empty where there is none."""
    path = screen_url(workshop) if workshop.screen_key else ""
    return urljoin(settings.UNTOLD_BASE_URL, f"{path}?key={workshop.screen_key}") if path else ""


def qr_svg(text: str, label: str) -> SafeString:
    """A QR code as inline SVG, always dark on white, with the quiet zone that readers need."""
    drawn = segno.make_qr(text, error="l").svg_inline(
        border=4, omitsize=True, light="#fff", svgclass="qr", lineclass=""
    )
    named = format_html('<svg role="img" aria-label="{}" ', label)
    return mark_safe(drawn.replace("<svg ", named, 1))  # noqa: S308 - segno draws squares; the label is escaped


@lru_cache(maxsize=64)
def _on_the_wall(text: str, label: str) -> SafeString:
    """The one that every page of a wall shows. Other codes are for one pair of eyes, and nobody remembers them."""
    return qr_svg(text, label)


def has_key(workshop: Workshop, key: str) -> bool:
    """Whether `key` is the one in the workshop's screen link."""
    return bool(workshop.screen_key) and secrets.compare_digest(key.encode(), workshop.screen_key.encode())


def may_see(request: HttpRequest, workshop: Workshop) -> bool:
    """Whether this browser was opened with the screen link."""
    try:
        said = _signer().unsign(request.COOKIES.get(_cookie(workshop), ""), max_age=DAY)
    except signing.BadSignature:
        return False
    return has_key(workshop, said.removeprefix(f"{workshop.pk.hex}.")) and said.startswith(workshop.pk.hex)


def let_see(response: HttpResponse, workshop: Workshop) -> None:
    """Let this browser show the wall for a day."""
    said = _signer().sign(f"{workshop.pk.hex}.{workshop.screen_key}")
    give(response, _cookie(workshop), said, DAY)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SCREEN)


def _cookie(workshop: Workshop) -> str:
    return named(f"screen-{workshop.pk.hex[:12]}")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of what is shown: for walls of a `shape` ("square", "wide", or "" for any), the `page`-th of `pages`."""

    shown: Shown
    number: int
    shape: str = ""
    page: int = 1
    pages: int = 1

    @property
    def onward(self) -> str:
        """The query of the next leaf; empty on the last."""
        return f"?page={self.number}.{self.page + 1}" if self.page < self.pages else ""

    @property
    def backward(self) -> str:
        """The query of the leaf before; empty on the first."""
        return f"?page={self.number}.{self.page - 1}" if self.page > 1 else ""


@dataclass(frozen=True, slots=True)
class Wall:
    """All that the wall shows at one moment. `card`: which template of ``screen/`` stands in its middle."""

    workshop: Workshop
    now: Now
    step: Step | None
    prompt: Prompt | None
    card: str
    runs: bool
    ticket: str
    code: JoinCode | None
    left: int
    leaves: tuple[Leaf, ...]
    room: str

    @property
    def address(self) -> str:
        """Where to type the code."""
        return join_address()

    @property
    def home(self) -> str:
        """Where what was written is found again."""
        return urlsplit(settings.UNTOLD_BASE_URL).netloc + reverse("journal")

    @property
    def digits(self) -> tuple[str, str]:
        """The code, four and four."""
        code = self.code.code if self.code else ""
        return code[:4], code[4:]

    @property
    def qr(self) -> SafeString:
        """The code for cameras, while one may come in."""
        said = _("QR code of the address to join at")
        return _on_the_wall(join_url(self.code), said) if self.code and self.doors == "open" else SafeString()

    @property
    def clock(self) -> str:
        """The time left, as a script goes on to show it."""
        return f"{self.left // 60}:{self.left % 60:02}"

    @property
    def turn_to(self) -> str:
        """Whom to turn to, on steps that can touch something."""
        return self.workshop.turn_to if (self.prompt and self.prompt.tender) or (self.step and self.step.tender) else ""

    @property
    def doors(self) -> str:
        """What stands in the corner: the code while one may come in, "locked", or nothing."""
        if self.workshop.is_closed or not self.code:
            return ""
        return "locked" if self.workshop.locked else "open"

    @property
    def question(self) -> str:
        """What is asked, else what the step is called."""
        return self.prompt.ask if self.prompt else self.step.title if self.step else self.workshop.title

    @property
    def length(self) -> str:
        """How long the question is, which says how large it can stand."""
        return "short" if len(self.question) <= 45 else "middle" if len(self.question) <= 90 else "long"

    @property
    def of_people(self) -> bool:
        """Whether lines of people stand here."""
        return any(leaf.shown.wall for leaf in self.leaves)


def wall(workshop: Workshop, room: str, page: str = "", *, runs: bool = False) -> Wall:
    """What the wall shows now: of its leaves the one that `page` names, if it is of this step.

    `room`: the code it was found by. `runs`: for somebody who may move the room, too.
    """
    step = workshop.step
    now, code, card = now_of(workshop), code_of(workshop), _card(workshop, step)
    return Wall(
        workshop=workshop,
        now=now,
        step=step,
        prompt=asked(step, workshop.language) if step else None,
        card=card,
        runs=runs,
        ticket=ticket(workshop),
        code=code,
        left=seconds_left(workshop),
        leaves=turned(step, page) if step and card == "reveal" else (),
        room=room,
    )


def _card(workshop: Workshop, step: Step | None) -> str:
    """The name of what stands in the middle."""
    if workshop.is_closed:
        return "closed"
    if not workshop.is_open or not step:
        return "welcome"
    if workshop.paused or step.kind == Step.Kind.PAUSE:
        return "pause"
    if step.kind in {Step.Kind.GROUPS, Step.Kind.TALK}:
        return "groups" if step.kind == Step.Kind.GROUPS else "talk"
    if workshop.phase == Phase.TALK and step.revealed and step.result:
        return "reveal"
    return workshop.phase or "talk"


def turned(step: Step, page: str = "") -> tuple[Leaf, ...]:
    """What is shown of `step`, for every shape of wall, on the leaf that `page` names; nothing if nothing may be."""
    seen = shown(step)
    number, _dot, asked_for = page.partition(".")
    wanted = int(asked_for) if number == str(step.position) and asked_for.isdecimal() and len(asked_for) < 4 else 1
    found = []
    for shape in WIDTHS if seen else ():
        every = leaves(seen, step.title, join_address(), shape) if seen else []
        at = min(max(wanted, 1), len(every))
        found.append(Leaf(every[at - 1], step.position, shape, at, len(every)))
    alike = len({(leaf.shown, leaf.pages) for leaf in found}) == 1
    return (replace(found[0], shape=""),) if alike else tuple(found)
