"""The tools that get what is missing: run by a Python that has nothing, refused in one line when they cannot."""

import ast
import hashlib
import http.server
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.house import HOUSE

SETS_NOTHING = {"PATH": "/nowhere", "LANG": "C.UTF-8"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a fresh clone has of the tools."""
    (tmp_path / ".ci").mkdir()
    for tool in ("get_uv.py", "prepare.py", "get_browser.py"):
        (tmp_path / ".ci" / tool).write_text((HOUSE / ".ci" / tool).read_text())
    for file in ("uv.lock", ".python-version", "pyproject.toml"):
        (tmp_path / file).write_text((HOUSE / file).read_text())
    return tmp_path


@pytest.fixture
def index(clone: Path) -> Iterator[str]:
    """A Python index on this machine that offers every uv, none of them the real one."""
    wheel = BytesIO()
    with zipfile.ZipFile(wheel, "w") as files:
        files.writestr("uv-0.0.0.data/scripts/uv", "#!/bin/sh\necho uv 9.9\n")
    names = [f"uv-{tools(clone)['VERSION']}-py3-none-{tag}.whl" for tag, _ in tools(clone)["WHEELS"].values()]

    class Index(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = "".join(
                f'<a href="../../files/{name}#sha256={hashlib.sha256(wheel.getvalue()).hexdigest()}">' for name in names
            )
            body = wheel.getvalue() if self.path.startswith("/files/") else page.encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://someone:secret@127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def tools(clone: Path) -> dict[str, object]:
    """The names that get_uv.py defines."""
    source = (clone / ".ci" / "get_uv.py").read_text()
    names: dict[str, object] = {"__file__": str(clone / ".ci" / "get_uv.py"), "__name__": "get_uv"}
    exec(compile(source, "get_uv.py", "exec"), names)  # noqa: S102 - our own file
    return names


def run(clone: Path, tool: str, *arguments: str, **more: str) -> tuple[int, str]:
    """Exit code and all that was said, on a machine with nothing but Python."""
    command = [sys.executable, "-S", "-E", str(clone / ".ci" / tool), *arguments]
    environment = SETS_NOTHING | {"HOME": str(clone / "home")} | more
    done = subprocess.run(command, env=environment, cwd=clone, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_uv_is_taken_from_the_machine_first(clone):
    (clone / "home" / ".local" / "bin").mkdir(parents=True)
    uv = clone / "home" / ".local" / "bin" / "uv"
    uv.write_text("#!/bin/sh\necho uv 1.2.3\n")
    uv.chmod(0o755)
    assert run(clone, "get_uv.py") == (0, str(uv))


def test_without_an_index_it_says_what_to_do(clone):
    code, said = run(clone, "get_uv.py", UV_INDEX_URL="http://127.0.0.1:9/simple")
    assert code == 1
    assert len(said.splitlines()) == 1
    assert "connect to the network, or install uv yourself" in said


def test_another_uv_than_the_known_one_is_refused(clone, index):
    code, said = run(clone, "get_uv.py", PIP_INDEX_URL=index)
    assert code == 1
    assert len(said.splitlines()) == 1
    assert "sha256 differs" in said
    assert "secret" not in said
    assert not (clone / "var").exists()


def test_preparing_says_in_one_line_what_is_missing(clone):
    code, said = run(clone, "prepare.py", "run", UV_INDEX_URL="http://127.0.0.1:9/simple")
    assert code == 1
    assert "Traceback" not in said
    assert len(said.splitlines()) == 2, "that it begins, and what is missing"


def test_without_a_browser_it_says_what_to_do(clone):
    code, said = run(clone, "get_browser.py", UNTOLD_TEST_BROWSER="/nowhere/chromium")
    assert code == 1
    assert len(said.splitlines()) == 1
    assert "UNTOLD_TEST_BROWSER" in said


def test_a_named_browser_is_the_one(clone):
    browser = clone / "browser"
    browser.write_text("#!/bin/sh\necho Chromium 1\n")
    browser.chmod(0o755)
    assert run(clone, "get_browser.py", UNTOLD_TEST_BROWSER=str(browser)) == (0, str(browser))


def test_the_tools_need_no_new_python():
    """They run before there is a Python of ours: the oldest grammar they may use is that of 3.8."""
    for tool in (HOUSE / ".ci").glob("*.py"):
        ast.parse(tool.read_text(), feature_version=(3, 8))
    assert os.access(HOUSE / ".ci" / "run", os.X_OK)


def test_the_bench_starts():
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    said = subprocess.run([sys.executable, "-m", "tests.bench", "--help"], cwd=HOUSE, env=bare, capture_output=True)
    assert said.returncode == 0, said.stderr.decode()
