"""For tests in this process: the stand-in where there is no event loop."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reflections.documents.pdf import process
from tests.rendering.standin import COMMAND, PATIENCE


@contextmanager
def instead_of_the_printer() -> Iterator[None]:
    """`render_now` has a process with the stand-in; before and after it may have one with the printer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "COMMAND", COMMAND)
        patch.setattr(process, "_own", own := [])
        yield
    for loop in own:
        asyncio.run_coroutine_threadsafe(process.close(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
