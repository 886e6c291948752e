"""Make .venv hold what uv.lock says: `prepare.py run` to run Untold, `prepare.py dev` to work on it.

What is there already is used before anything is downloaded: uv, Python 3.13, packages in uv's cache.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from get_uv import HOUSE, Stop, fetch, find, index_url  # noqa: E402 - it lies beside this file

WANTED = (HOUSE / ".python-version").read_text(encoding="utf-8").strip()


def prepare(what: str) -> None:
    """Fill .venv for `what` (run or dev) and leave a stamp in it that make compares with uv.lock."""
    say("Looking for what Untold needs (only the first time, and when it changes) …")
    uv = find() or fetch()
    asked = uv_environment()
    python = find_python(uv, asked)
    groups = [] if what == "dev" else ["--no-dev", "--inexact"]
    if own_index():
        from_index(uv, python, groups[:1], asked)
    else:
        call([uv, "sync", "--frozen", "--compile-bytecode", "--python", python, *groups], asked)
    for stamp in ("ready-run", "ready-dev") if what == "dev" else ("ready-run",):
        (HOUSE / ".venv" / stamp).touch()


def find_python(uv: str, asked: dict[str, str]) -> str:
    """A Python of the wanted version on this machine, else its number: uv will then download one."""
    found = subprocess.run(
        [uv, "python", "find", "--system", "--no-python-downloads", WANTED],
        capture_output=True,
        text=True,
        env=asked,
        cwd=str(HOUSE),
        check=False,
    )
    if found.returncode == 0:
        return found.stdout.strip()
    for place in pyenv_folders():
        for python in sorted(place.glob(f"versions/{WANTED}*/bin/python{WANTED}"), reverse=True):
            return str(python)
    say(f"This machine has no Python {WANTED}: uv downloads one …")
    return WANTED


def pyenv_folders() -> list[Path]:
    """Where pyenv may keep Pythons that are not switched on, and which uv therefore does not see."""
    shims = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    named = os.environ.get("PYENV_ROOT")
    return [
        *([Path(named)] if named else []),
        Path.home() / ".pyenv",
        Path(pwd.getpwuid(os.getuid()).pw_dir) / ".pyenv",
        *(folder.parent for folder in shims if folder.name == "shims"),
    ]


def own_index() -> bool:
    """Whether this machine has an index of its own, so that the addresses in uv.lock may be out of reach."""
    return any(os.environ.get(name) for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"))


def from_index(uv: str, python: str, groups: list[str], asked: dict[str, str]) -> None:
    """Install the locked versions, checked against the locked hashes, from the machine's own index."""
    wanted = str(HOUSE / ".venv" / "requirements.txt")
    if not (HOUSE / ".venv" / "pyvenv.cfg").exists():
        call([uv, "venv", "--python", python, str(HOUSE / ".venv")], asked)
    call([uv, "export", "--frozen", "--no-emit-project", "--output-file", wanted, *groups], asked)
    install = [uv, "pip", "install", "--require-hashes", "--compile-bytecode", "--default-index", index_url()]
    call([*install, "--python", str(HOUSE / ".venv"), "--requirements", wanted], asked)


def uv_environment() -> dict[str, str]:
    """The environment for uv: the certificates pip would use, patience, and this project's .venv only."""
    asked = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    if asked.get("PIP_CERT"):
        asked.setdefault("SSL_CERT_FILE", asked["PIP_CERT"])
    asked.setdefault("UV_HTTP_TIMEOUT", "180")
    for switch in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):  # today's name and the one before
        asked.setdefault(switch, "true")
    asked["UV_PROJECT_ENVIRONMENT"] = str(HOUSE / ".venv")
    return asked


def call(command: list[str], asked: dict[str, str]) -> None:
    """Run uv; when it fails, say in one line what it said and what to do."""
    done = subprocess.run(
        [*command, "--quiet"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=asked, cwd=str(HOUSE),
        check=False,
    )  # fmt: skip
    if done.returncode:
        words = " ".join(word for word in done.stderr.split() if word not in {"×", "╰─▶", "├─▶", "│", "error:"})
        raise Stop(f"uv could not {command[1]}: {words[:400]} — check the network and the free space, then try again.")


def say(words: str) -> None:
    """Tell the person at the keyboard why it takes a moment."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except Stop as why:
        sys.exit(str(why))
    except OSError as why:
        sys.exit(f"{why.filename or 'The machine'}: {why.strerror}. Mend that and try again.")
