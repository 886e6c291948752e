"""A file that the render process makes: the page's thread is given back meanwhile."""

import logging
import random
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import get_script_name
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse, set_script_prefix
from django.utils import translation

from reflections.documents.pdf.process import Busy, Failed, Yours, expect_room, render, render_now

log = logging.getLogger(__name__)

AGAIN = (5, 25)
"""Seconds, from and to: when the page of whoever found no place tries again: a whole room does not come at once."""
_chance = random.SystemRandom()


class Later(HttpResponse):
    """The answer to `request`: what the render process makes of `job()`, as a file `name` of the type `mime`.

    `after` makes the file of the process's answer. `who` asks: each person has one file here at a time. `back` is
    where they came from, an address and its name; else the first page. A server that can await without a thread says
    so in `request.META["untold.later"]` (see config/bridge.py); it awaits `wait` and then calls `finish`. For any
    other the answer is whole at once. When there is no file, the answer is a page that says why. Whoever finds no
    place is told so before `job` is called, which raises what it likes.
    """

    def __init__(
        self,
        request: HttpRequest,
        job: Callable[[], bytes],
        *,
        name: str,
        mime: str,
        after: Callable[[bytes], bytes] = bytes,
        who: str = "",
        back: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(content_type=mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})
        self._request, self._after, self._who = request, after, who
        self._back = back or (reverse("home"), "")
        self._language = translation.get_language()
        self._outcome: bytes | Busy | Failed = Failed()
        self._job = self._begun(job)
        if request.META.get("untold.later"):
            get_token(request)  # a page that says why has forms; a cookie can be set only now
        else:
            self._outcome = _at_once(self._job, who) if self._job is not None else self._outcome
            self._settle()

    def _begun(self, job: Callable[[], bytes]) -> bytes | None:
        """The job, unless there is no place for it."""
        try:
            expect_room(self._who)
        except Busy as why:
            self._outcome = why
            return None
        return job()

    async def wait(self) -> None:
        """Until the render process has answered or refused; on the event loop."""
        if self._job is None:
            return
        try:
            self._outcome = await render(self._job, self._who)
        except (Busy, Failed) as why:
            self._outcome = why
        except Exception:
            log.exception("a file could not be waited for")

    def finish(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The whole answer, as a WSGI application; in a page's thread. The middleware has set its headers before."""
        set_script_prefix(get_script_name(environ))
        try:
            with translation.override(self._language):
                self._settle()
        finally:
            self.close()
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in self.cookies.values()]
        start_response(f"{self.status_code} {self.reason_phrase}", [*self.items(), *cookies])
        return [self.content]

    def _settle(self) -> None:
        """Put in the file, or the page that says why there is none."""
        try:
            if isinstance(self._outcome, Busy | Failed):
                raise self._outcome
            self.content = self._after(self._outcome)
        except Busy as why:
            self._say_busy(yours=isinstance(why, Yours))
        except Failed:  # the process has said where
            self._say("documents/failed.html", 500)
        except Exception:
            log.exception("a file could not be put together")
            self._say("documents/failed.html", 500)
        self["Content-Length"] = str(len(self.content))

    def _say_busy(self, *, yours: bool) -> None:
        """The page comes again by itself, without a script: after a time of its own."""
        log.info("a file was not begun: %s", "the same person has one here" if yours else "too many wait")
        seconds = _chance.randint(*AGAIN)
        self._say("documents/busy.html", 503, seconds=seconds, yours=yours)
        self["Retry-After"] = self["Refresh"] = str(seconds)

    def _say(self, template: str, status: int, **more: object) -> None:
        """Become a page. Messages stay for the next one: whether they were shown has been noted already."""
        url, words = self._back
        again = self._request.get_full_path()
        context = {"section": "", "messages": (), "again": again, "back": url, "back_to": words, **more}
        self.content = render_to_string(template, context, self._request)
        self.status_code = status
        self["Content-Type"] = "text/html; charset=utf-8"
        del self["Content-Disposition"]


def _at_once(job: bytes, who: str) -> bytes | Busy | Failed:
    try:
        return render_now(job, who)
    except (Busy, Failed) as why:
        return why
