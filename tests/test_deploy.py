"""What lies in deploy/: the settings it names, and the log in front, which says what was asked and never by whom."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import ROOT, Server
from tests.test_proxy import Behind
from tests.wire import Caller
from tests.workshops.ears import Ear
from tests.workshops.hall import Hall

DEPLOY = ROOT / "deploy"
READERS = {"env", "flag", "required", "listed", "number"}
CADDY = os.environ.get("UNTOLD_TEST_CADDY") or shutil.which("caddy") or ""
OLD = not CADDY or subprocess.run([CADDY, "list-modules"], capture_output=True, text=True).stdout.find("log_append") < 0


def settings_read() -> set[str]:
    """The variables that settings.py asks for."""
    tree = ast.parse((ROOT / "config" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return {call.args[0].value for call in calls if call.func.id in READERS and isinstance(call.args[0], ast.Constant)}


def test_the_example_names_every_setting_and_no_other():
    named = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "untold.env").read_text(), re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == settings_read()


def test_the_docs_name_every_setting():
    hosting = (ROOT / "docs" / "hosting.md").read_text()
    rows = [line for line in hosting.splitlines() if line.startswith("| `")]
    named = {name for line in rows for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1])}
    assert settings_read() - named == set()


def test_no_secret_stands_in_what_is_given_away():
    for file in DEPLOY.iterdir():
        for line in file.read_text().splitlines():
            assert not re.match(r"(UNTOLD_(SECRET|ENCRYPTION)\w+|\w*PASSWORD)=.", line), f"{file.name}: {line}"


def test_what_the_image_takes_along_is_there():
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    for name in (name for names in copied for name in names):
        assert (ROOT / name).exists(), name
    assert {"config", "reflections", "templates", "static", "fixtures"} <= {name for names in copied for name in names}


@pytest.fixture
def front(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """The product behind Caddy as deploy/ sets it up (without a certificate), and the log of Caddy."""
    behind = Behind(tmp_path)
    behind.start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, upstream = tmp_path / "caddy.log", f"localhost:{behind.port}"
    site = f"http://localhost:{port}, http://127.0.0.1:{port}"
    env = {**os.environ, "HOME": str(tmp_path), "UNTOLD_SITE": site, "UNTOLD_UPSTREAM": upstream}
    command = [CADDY, "run", "--config", str(DEPLOY / "Caddyfile")]
    with log.open("w") as kept:
        caddy = subprocess.Popen(command, env=env, stderr=kept, stdout=kept)
    behind.port, behind.url = port, f"http://localhost:{port}"
    wait_for(port, caddy)
    yield behind, log
    caddy.terminate()
    caddy.wait(timeout=20)
    behind.stop()


def wait_for(port: int, caddy: subprocess.Popen) -> None:
    while caddy.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
        return
    pytest.fail("Caddy did not start")


@pytest.mark.skipif(OLD, reason="needs Caddy 2.11 or newer (UNTOLD_TEST_CADDY names one)")
def test_the_log_in_front_names_routes_alone(front: tuple[Server, Path]):
    server, log = front
    hall, writer = Hall(server), Caller(server.url)
    words = "what-draws-me-is-how-cells-decide"
    assert writer.fill("/write/topic/", words).status == 302
    pages = [writer.get(path) for path in ("/write/topic/", f"/shared/{words}/", "/nowhere/?q=words")]
    style = re.search(r"/static/untold\.\w+\.css", pages[0].text)[0]
    pages.append(writer.get(style))
    seat = writer.post(f"/join/{hall.code}/", {}).headers["Location"]
    assert seat.endswith(f"/w/{hall.code}/")
    ear = Ear(server, f"{seat}events/", "; ".join(f"{name}={value}" for name, value in writer.cookies.items()))
    assert ear.ring()["tick"]
    ear.close()
    assert not any("x-route" in {name.lower() for name in page.headers} for page in pages), "nobody else needs it"
    said = log.read_text()
    while '"route":"events"' not in said:
        said = log.read_text()
    entries = [json.loads(line) for line in said.splitlines() if "http.log.access" in line]
    assert {"write", "shared", "none", "static", "join_code", "events", "console"} <= {
        each["route"] for each in entries
    }
    for secret in (words, hall.code, "127.0.0.1", "::1", "topic", "Cookie", *writer.cookies.values()):
        assert secret not in "\n".join(json.dumps(each) for each in entries), secret
