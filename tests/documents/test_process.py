"""The render process: one job at a time, few waiting, replaced when it dies, hangs or grows, and never a word left."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reflections.documents.pdf import process
from reflections.documents.pdf.child import ANSWER, LENGTH
from reflections.documents.pdf.process import WAITING, Busy, Failed, RenderProcess, Yours, held, render_now
from tests.rendering.instead import instead_of_the_printer
from tests.rendering.standin import COMMAND, PATIENCE, Held, Line, job

ROOT = Path(__file__).parents[2]


@pytest.fixture
def holding() -> Iterator[Held]:
    with Held() as this:
        yield this


def with_process[T](work: Callable[[RenderProcess], Awaitable[T]]) -> T:
    """Run `work` with a process of its own, on a loop of its own in a thread of its own."""

    async def alone() -> T:
        this = RenderProcess(COMMAND)
        try:
            return await asyncio.wait_for(work(this), PATIENCE)
        finally:
            await this.end()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, alone()).result()


def beginning(holding: Held) -> Awaitable[Line]:
    return asyncio.to_thread(holding.begun)


async def settled() -> None:
    """All that could go on has gone on."""
    for _ in range(5):
        await asyncio.sleep(0)


async def full(this: RenderProcess, holding: Held) -> tuple[Line, list[asyncio.Task[bytes]]]:
    """One job under way and as many waiting as may wait."""
    tasks = [asyncio.create_task(this.render(holding.job()))]
    line = await beginning(holding)
    tasks += [asyncio.create_task(this.render(job("shout", text=f"n{number}"))) for number in range(WAITING)]
    await settled()
    return line, tasks


@pytest.mark.parametrize("text", ["", "words", "w" * 5_000_000])
def test_an_answer_comes_back_whole(text: str):
    assert with_process(lambda this: this.render(job("shout", text=text))) == text.upper().encode()


def test_more_than_may_wait_are_refused_and_the_others_get_theirs(holding: Held):
    async def work(this: RenderProcess) -> list[bytes]:
        line, tasks = await full(this, holding)
        with pytest.raises(Busy):
            await this.render(job("pid"))
        line.end()
        answers = await asyncio.gather(*tasks)
        return [*answers, await this.render(job("shout", text="after"))]

    assert with_process(work) == [b"held", *(f"N{number}".encode() for number in range(WAITING)), b"AFTER"]


def test_one_person_has_one_job_there(holding: Held):
    async def work(this: RenderProcess) -> list[bytes]:
        first = asyncio.create_task(this.render(holding.job(), "ada"))
        line = await beginning(holding)
        with pytest.raises(Yours):
            await this.render(job("pid"), "ada")
        other = asyncio.create_task(this.render(job("shout", text="bob"), "bob"))
        line.end()
        return [await first, await other, await this.render(job("shout", text="again"), "ada")]

    assert with_process(work) == [b"held", b"BOB", b"AGAIN"]


def test_what_waits_is_bound_in_bytes_too(holding: Held, monkeypatch: pytest.MonkeyPatch):
    async def work(this: RenderProcess) -> list[bytes]:
        first = asyncio.create_task(this.render(holding.job()))
        line = await beginning(holding)
        large = job("shout", text="w" * 1_000)
        monkeypatch.setattr(process, "BYTES", len(holding.job()) + len(large))
        second = asyncio.create_task(this.render(large))
        await settled()
        with pytest.raises(Busy):
            await this.render(job("pid"))
        line.end()
        await asyncio.gather(first, second)
        monkeypatch.setattr(process, "BYTES", 10)
        return [await this.render(large)]  # alone, whatever its size

    assert with_process(work) == [b"W" * 1_000]


def test_who_leaves_gives_the_place_to_the_next(holding: Held):
    async def work(this: RenderProcess) -> bytes:
        line, tasks = await full(this, holding)
        tasks[3].cancel()
        await settled()
        late = asyncio.create_task(this.render(job("shout", text="late")))
        await settled()
        line.end()
        assert all(isinstance(answer, bytes) for answer in await asyncio.gather(*tasks[:3], *tasks[4:]))
        return await late

    assert with_process(work) == b"LATE"


def test_a_job_nobody_waits_for_is_dropped(holding: Held):
    async def work(this: RenderProcess) -> bytes:
        task = asyncio.create_task(this.render(holding.job()))
        line = await beginning(holding)
        task.cancel()
        assert await asyncio.to_thread(line.gone)
        return await this.render(job("shout", text="next"))

    assert with_process(work) == b"NEXT"


def test_a_job_that_never_ends_is_ended(holding: Held, monkeypatch: pytest.MonkeyPatch):
    async def work(this: RenderProcess) -> bytes:
        await this.render(job("pid"))
        with monkeypatch.context() as short:
            short.setattr(process, "SECONDS", 0.1)
            with pytest.raises(Failed):
                await this.render(holding.job())
        assert this.child is None
        return await this.render(job("shout", text="next"))

    assert with_process(work) == b"NEXT"


@pytest.mark.parametrize("wrong", [job("die"), job("fail", text="words"), b"no job at all"])
def test_after_a_job_that_breaks_the_next_one_works(wrong: bytes):
    async def work(this: RenderProcess) -> bytes:
        with pytest.raises(Failed):
            await this.render(wrong)
        return await this.render(job("shout", text="next"))

    assert with_process(work) == b"NEXT"


def test_a_process_that_died_between_jobs_is_replaced():
    async def work(this: RenderProcess) -> bytes:
        await this.render(job("pid"))
        this.child.kill()
        await this.child.wait()
        return await this.render(job("shout", text="next"))

    assert with_process(work) == b"NEXT"


@pytest.mark.parametrize(("bound", "least"), [("JOBS", 2), ("GROWN", 0)])
def test_it_is_replaced_after_many_jobs_or_when_it_grew(bound: str, least: int, monkeypatch: pytest.MonkeyPatch):
    async def work(this: RenderProcess) -> bool:
        await this.render(job("pid"))
        assert this.child is not None  # neither many nor large yet
        monkeypatch.setattr(process, bound, least or held(this.child) + 40_000_000)
        await this.render(job("grow", size=80_000_000 if bound == "GROWN" else 1))
        return this.child is None

    assert with_process(work)


def test_what_it_holds_is_known():
    async def work(this: RenderProcess) -> int:
        await this.render(job("pid"))
        before = held(this.child)
        await this.render(job("grow", size=50_000_000))
        return held(this.child) - before

    assert 49_000_000 < with_process(work) < 60_000_000


def test_threads_without_a_loop_share_one_process():
    with instead_of_the_printer(), ThreadPoolExecutor(4) as threads:
        pids = set(threads.map(lambda _: render_now(job("pid")), range(8)))
        with pytest.raises(Failed):
            render_now(job("fail", text="words"))
    assert len(pids) == 1


def test_it_knows_no_django():
    """Neither the loop nor the printer."""
    seen = (
        "import sys, reflections.documents.pdf.child, reflections.documents.pdf.printer; print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_it_has_no_secrets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("UNTOLD_SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "another")
    seen = json.loads(with_process(lambda this: this.render(job("environment"))))
    assert seen["LANG"] == "C.UTF-8"
    assert not [name for name in seen if "UNTOLD" in name or "DATABASE" in name]


def test_it_writes_nothing_to_a_disk(tmp_path: Path):
    async def work(this: RenderProcess) -> None:
        with pytest.raises(Failed):
            await this.render(job("write", path=str(tmp_path / "kept"), text="words"))

    with_process(work)
    assert not (tmp_path / "kept").exists() or (tmp_path / "kept").read_bytes() == b""


def test_what_a_library_says_aloud_reaches_nobody(capfd: pytest.CaptureFixture[str]):
    assert with_process(lambda this: this.render(job("babble", text="words"))) == b"said"
    assert capfd.readouterr() == ("", "")


def test_an_error_is_logged_by_its_place_without_its_words(caplog: pytest.LogCaptureFixture):
    async def work(this: RenderProcess) -> None:
        with pytest.raises(Failed):
            await this.render(job("fail", text="a secret of mine"))

    with_process(work)
    assert "ValueError" in caplog.text and "standin.py" in caplog.text
    assert "a secret of mine" not in caplog.text


def test_it_ends_with_its_input_in_the_middle_of_a_job(holding: Held):
    this = subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    this.stdin.write(LENGTH.pack(len(holding.job())) + holding.job())
    this.stdin.flush()
    line = holding.begun()
    this.stdin.close()
    assert line.gone()
    assert this.wait(PATIENCE) == 0
    assert len(this.stdout.read()) < ANSWER.size
    this.stdout.close()
