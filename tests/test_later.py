"""A file that is made elsewhere, asked for at the real server: pages go on, and every end has an answer."""

import asyncio
import os
import re
import socket
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from config.asgi import THREADS, arrange
from reflections.documents import later
from reflections.documents.pdf import process
from reflections.documents.pdf.process import WAITING
from tests.browser import Server
from tests.eyes import Eyes
from tests.rendering.instead import instead_of_the_printer
from tests.rendering.standin import COMMAND, Held, job
from tests.wire import Caller, Reply

CANARY = "Zaunkoenig-91c4"
SECURITY = ("content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy")


class Making(Server):
    """The product's server with an address that asks for jobs, and the stand-in in its render process."""

    def env(self) -> dict[str, str]:
        database = f"sqlite://{self.folder / 'untold.sqlite3'}"
        return {**super().env(), "DJANGO_SETTINGS_MODULE": "tests.rendering.settings", "DATABASE_URL": database}


@pytest.fixture(scope="module")
def making(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Making]:
    this = Making(tmp_path_factory.mktemp("later"))
    this.start()
    yield this
    this.stop()


@pytest.fixture(scope="module")
def writer(making: Making) -> Caller:
    """Somebody who may ask for a file."""
    return come(making)


@pytest.fixture
def holding() -> Iterator[Held]:
    with Held() as this:
        yield this


def come(server: Server) -> Caller:
    this = Caller(server.url)
    assert this.fill("/write/topic/", "words").status == 302
    return this


def address(job: bytes, **more: str) -> str:
    return f"/made/?{urlencode({'job': job, **more}, quote_via=quote)}"


def asking(threads: ThreadPoolExecutor, writer: Caller, held: Held, times: int) -> list[Future[Reply]]:
    return [threads.submit(writer.get, address(held.job())) for _ in range(times)]


def test_a_file_comes_as_the_view_said_with_the_headers_of_every_page(writer: Caller):
    made = writer.get(address(job("shout", text="words")))
    assert (made.status, made.text) == (200, "WORDS")
    assert made.headers["content-type"] == "text/plain"
    assert made.headers["content-disposition"] == 'attachment; filename="made.txt"'
    assert made.headers.get_all("content-length") == ["5"]
    page = writer.get("/journal/")
    assert all(made.headers[name] and made.headers[name] == page.headers[name] for name in SECURITY)
    assert made.headers["cache-control"] == page.headers["cache-control"]


def test_pages_are_answered_while_more_files_are_made_than_there_are_threads(writer: Caller, holding: Held):
    with ThreadPoolExecutor(THREADS + 1) as threads:
        files = asking(threads, writer, holding, THREADS + 1)
        line = holding.begun()
        assert writer.get("/write/topic/").status == 200
        line.end()
        for _ in range(THREADS):
            holding.begun().end()
        assert [file.result().text for file in files] == ["held"] * (THREADS + 1)


def one_too_many(writer: Caller, holding: Held) -> tuple[Reply, list[Reply]]:
    """What the one is told for whom there is no room, and what the others get."""
    with ThreadPoolExecutor(WAITING + 2) as threads:
        files = asking(threads, writer, holding, WAITING + 2)
        [refused], waiting = wait(files, return_when=FIRST_COMPLETED)
        for _ in waiting:
            holding.begun().end()
    return refused.result(), [file.result() for file in waiting]


def test_one_too_many_gets_a_page_that_says_to_try_again(writer: Caller, holding: Held):
    said, others = one_too_many(writer, holding)
    assert said.status == 503 and said.headers["refresh"] == said.headers["retry-after"]
    assert 5 <= int(said.headers["retry-after"]) <= 25
    assert said.headers["content-type"] == "text/html; charset=utf-8" and "content-disposition" not in said.headers
    assert said.headers.get_all("content-length") == [str(len(said.text.encode()))]
    assert all(said.headers[name] for name in SECURITY)
    assert "Yours was not begun; nothing is lost." in said.text
    assert f'href="{address(holding.job())}"' in said.text
    assert {other.status for other in others} == {200}


def test_who_has_a_file_there_waits_for_it_before_the_next(writer: Caller, holding: Held):
    mine, other = (address(job("shout", text="next"), who=who) for who in ("me", "another"))
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(writer.get, address(holding.job(), who="me"))
        line = holding.begun()
        said = writer.get(mine)
        assert said.status == 503 and said.headers["refresh"].isdecimal()
        assert "Another file of yours is being made just now" in said.text
        second = ThreadPoolExecutor(1).submit(writer.get, other)
        line.end()
        assert (first.result().text, second.result().text) == ("held", "NEXT")
    assert writer.get(mine).text == "NEXT"


def test_pages_that_try_again_do_not_come_together(writer: Caller, holding: Held):
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(writer.get, address(holding.job(), who="me"))
        line = holding.begun()
        times = {writer.get(address(job("pid"), who="me")).headers["refresh"] for _ in range(12)}
        line.end()
        assert first.result().status == 200
    assert len(times) > 2


def test_nothing_is_put_together_for_whom_there_is_no_place(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch):
    def full(_who: str) -> None:
        raise process.Busy

    monkeypatch.setattr(later, "expect_room", full)
    request, made = rf.get("/made/?a=b"), []
    request.user = AnonymousUser()
    reply = later.Later(request, lambda: made.append("a job") or b"", name="made.txt", mime="text/plain")
    assert reply.status_code == 503 and b'href="/made/?a=b"' in reply.content
    assert made == []


def test_pages_that_say_why_there_is_no_file_look_well(writer: Caller, holding: Held, eyes: Eyes):
    eyes.become(writer)
    eyes.look_at(one_too_many(writer, holding)[0].text, "busy")
    eyes.look_at(writer.get(address(job("die"))).text, "failed")


def test_the_page_of_a_failure_has_forms_that_work(writer: Caller):
    """Cover, theme and language are set on it: their token's cookie came along."""
    fresh = Caller(f"http://{writer.place}")
    fresh.cookies = {"session": writer.cookies["session"]}
    said = fresh.get(address(job("die")))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said.text)[1]
    look = {"csrfmiddlewaretoken": token, "theme": "dark", "back": "/"}
    assert fresh.post("/look/", look).status == 302


@pytest.mark.parametrize("wrong", [{"job": job("die")}, {"job": job("pid"), "then": "words"}])
def test_a_file_that_fails_is_a_page_and_the_next_one_works(writer: Caller, wrong: dict[str, bytes]):
    said = writer.get(f"/made/?{urlencode(wrong)}")
    assert said.status == 500
    assert "no half-made file was sent" in said.text
    assert "content-disposition" not in said.headers and all(said.headers[name] for name in SECURITY)
    assert writer.get(address(job("shout", text="next"))).text == "NEXT"


def test_who_goes_away_is_not_waited_for(writer: Caller, holding: Held):
    host, _, port = writer.place.partition(":")
    with socket.create_connection((host, int(port))) as line:
        cookie = f"session={writer.cookies['session']}"
        line.sendall(
            f"GET {address(holding.job())} HTTP/1.1\r\nHost: {writer.place}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        begun = holding.begun()
    assert begun.gone()
    assert writer.get(address(job("shout", text="next"))).text == "NEXT"


def test_a_server_that_stops_leaves_no_process_behind(tmp_path: Path, holding: Held):
    for way in (Making.stop, Making.kill):
        server = Making(tmp_path)
        server.start()
        writer = come(server)
        assert writer.get(address(holding.job("keep"))).text == "kept"
        kept = holding.begun()
        way(server)
        assert kept.gone()


def test_the_end_of_a_server_waits_for_that_of_its_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "COMMAND", COMMAND)

    async def serve() -> int:
        made = int(await process.render(job("pid")))
        told, said = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}], []

        async def receive() -> dict[str, str]:
            return told.pop(0)

        async def send(message: dict[str, str]) -> None:
            said.append(message["type"])

        await arrange(lambda *_: [])({"type": "lifespan"}, receive, send)
        assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
        return made

    with ThreadPoolExecutor(1) as thread:
        pid = thread.submit(asyncio.run, serve()).result()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_no_line_of_the_log_has_a_word(making: Making, writer: Caller):
    for wrong in (job("fail", text=CANARY), job("babble", text=CANARY), CANARY.encode()):
        writer.get(address(wrong))
    writer.get(address(job("pid"), then=CANARY))
    said = (making.folder / "server.log").read_text()
    assert said.count("ValueError") >= 2 and "JSONDecodeError" in said
    assert CANARY not in said


def test_a_server_that_cannot_wait_has_the_whole_answer_at_once(as_ada: Client, settings: Any):
    settings.ROOT_URLCONF = "tests.rendering.urls"
    with instead_of_the_printer():
        made, failed = (as_ada.get(address(each)) for each in (job("shout", text="words"), job("die")))
    assert made.content == b"WORDS"
    assert failed.status_code == 500 and b"no half-made file was sent" in failed.content
    assert failed["content-type"] == "text/html; charset=utf-8"
