"""Find uv, or fetch it from the Python index, and print where it is.

Runs on any Python from 3.8 with nothing installed: a wheel is an archive, so neither pip nor venv is needed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
OURS = HOUSE / "var" / "bin" / "uv"
OLDEST = (0, 10)  # the first that writes a bill of materials
VERSION = "0.13.9"
# What the wheel must hash to, written here so that no index can hand us another one.
WHEELS = {
    ("Linux", "x86_64", "glibc"): (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("Linux", "x86_64", "musl"): (
        "musllinux_1_1_x86_64",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("Linux", "aarch64", ""): (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("Darwin", "x86_64", ""): (
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("Darwin", "arm64", ""): (
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
}
INSTALL_IT = "install uv yourself (https://docs.astral.sh/uv/) and try again"


class Stop(Exception):
    """Something only the person at the keyboard can mend; its one line says how."""


def find() -> str | None:
    """The path of a uv that is there already and new enough, or None."""
    places = [shutil.which("uv"), Path.home() / ".local" / "bin" / "uv", OURS]
    return next((str(place) for place in places if place and new_enough(str(place))), None)


def new_enough(uv: str) -> bool:
    """Whether this uv starts and knows what we ask of it."""
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    number = re.search(r"(\d+)\.(\d+)", said)
    return bool(number) and tuple(map(int, number.groups())) >= OLDEST


def fetch() -> str:
    """Put uv into var/bin and return its path."""
    name, digest = wheel()
    index = index_url()
    page = download(index.rstrip("/") + "/uv/").decode("utf-8", "replace")
    link = re.search(r'href="([^"]*/' + re.escape(name) + r')(?:#[^"]*)?"', page)
    if not link:
        raise Stop(f"The Python index {shown(index)} has no uv {VERSION} for this machine: {INSTALL_IT}.")
    archive = download(urllib.parse.urljoin(index.rstrip("/") + "/uv/", link.group(1)))
    if hashlib.sha256(archive).hexdigest() != digest:
        raise Stop(f"The uv that {shown(index)} sent is not the one we know (sha256 differs): {INSTALL_IT}.")
    unpack(archive)
    return str(OURS)


def wheel() -> tuple[str, str]:
    """The name and sha256 of the wheel for this machine."""
    libc = "glibc" if platform.libc_ver()[0] == "glibc" else "musl"
    machine = (platform.system(), platform.machine())
    tag = WHEELS.get((*machine, libc)) or WHEELS.get((*machine, ""))
    if not tag:
        raise Stop(f"We know no uv for {' '.join(machine)}: {INSTALL_IT}.")
    return f"uv-{VERSION}-py3-none-{tag[0]}.whl", tag[1]


def index_url() -> str:
    """The Python index of this machine, else the one the lock file was made from."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(variable):
            return os.environ[variable]
    locked = re.search(r'registry = "([^"]+)"', (HOUSE / "uv.lock").read_text(encoding="utf-8"))
    return locked.group(1) if locked else ""


def shown(index: str) -> str:
    """An index's address without the password it may hold."""
    return re.sub(r"//[^/@]*@", "//", index)


def download(url: str) -> bytes:
    """What lies at this address."""
    parts = urllib.parse.urlsplit(url)
    request = urllib.request.Request(shown(url))
    if parts.username:
        secret = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(secret.encode()).decode())
    try:
        trusted = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or None)
        with urllib.request.urlopen(request, timeout=180, context=trusted) as answer:
            return answer.read()
    except (OSError, ValueError) as why:  # URLError and time-outs are OSErrors
        reason = getattr(why, "reason", why)
        mend = "install ca-certificates or set PIP_CERT" if "CERTIFICATE" in str(reason) else "connect to the network"
        raise Stop(f"Could not reach {shown(url)} ({reason}): {mend}, or {INSTALL_IT}.") from None


def unpack(archive: bytes) -> None:
    """Take the one program out of the wheel."""
    try:
        (HOUSE / "var").mkdir(mode=0o700, exist_ok=True)
        OURS.parent.mkdir(exist_ok=True)
        packed = OURS.with_name("uv.whl")
        packed.write_bytes(archive)
        with zipfile.ZipFile(packed) as files:
            part = OURS.with_name("uv.part")
            part.write_bytes(files.read(f"uv-{VERSION}.data/scripts/uv"))
        packed.unlink()
        part.chmod(0o755)
        part.replace(OURS)
    except OSError as why:
        raise Stop(f"Cannot write to {OURS.parent} ({why.strerror}): make that folder yours and try again.") from None
    if not new_enough(str(OURS)):
        raise Stop(f"The uv fetched into {OURS} does not start here: {INSTALL_IT}.")


if __name__ == "__main__":
    try:
        print(find() or fetch())
    except Stop as why:
        sys.exit(str(why))
