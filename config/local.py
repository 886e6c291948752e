"""`make run`: Untold on one's own machine, with secrets of its own in var/. Otherwise it starts like anywhere else."""

import base64
import os
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

VAR = Path(__file__).resolve().parent.parent / "var"
SECRETS = VAR / "secrets.env"
DATABASE = VAR / "untold.sqlite3"
NAMES = ("UNTOLD_SECRET_KEY", "UNTOLD_ENCRYPTION_KEYS")


def keep_secrets() -> None:
    """Make var/ and its secrets, readable by their owner alone, unless they are there or given.

    With a database but without the keys nothing new is made: fresh keys would lock its journals for good.
    """
    VAR.mkdir(exist_ok=True)
    VAR.chmod(0o700)  # also where something else has made it
    if all(os.environ.get(name) for name in NAMES):
        return
    if SECRETS.exists():
        SECRETS.chmod(0o600)
        return
    if DATABASE.exists():
        sys.exit(
            f"{SECRETS} is gone, and without its keys the journals in {DATABASE.name} cannot be read. "
            f"Put the file back; to begin anew instead, move {DATABASE} away."
        )
    made = (secrets.token_urlsafe(48), base64.b64encode(secrets.token_bytes(32)).decode())
    text = "# Losing this file loses every journal in this folder. Keep a copy apart from the database's.\n"
    text += "".join(f"{name}={value}\n" for name, value in zip(NAMES, made, strict=True))
    _write(text)


def _write(text: str) -> None:
    """Put the secrets on the disk whole or not at all."""
    part = SECRETS.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(SECRETS)


def load_secrets() -> None:
    """Take what var/secrets.env says, where the environment does not say otherwise. Without the file: nothing."""
    if not SECRETS.is_file():
        return
    for line in SECRETS.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and name in NAMES:
            os.environ.setdefault(name, value)


def manage(arguments: list[str]) -> None:
    """Django's command line; what is wrong with the settings is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        load_secrets()
        execute_from_command_line(arguments)
    except ImproperlyConfigured as why:
        if "--traceback" in arguments:
            raise
        sys.exit(str(why))


def main() -> None:
    """Prepare var/, where all that is written stays its owner's alone, and serve."""
    os.umask(0o077)
    try:
        keep_secrets()
    except OSError as why:
        sys.exit(f"Cannot write to {VAR} ({why.strerror}): make that folder yours (chmod, chown) and try again.")
    manage(["manage.py", "serve"])


if __name__ == "__main__":
    main()
