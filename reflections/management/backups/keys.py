"""The keys leave on a way of their own: to another disk than the database and its backup."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from reflections.management.backups import Refused


def write_keys(path: Path, *, apart_from: Iterable[Path], force: bool, anyway: bool) -> None:
    """Write the two secrets to `path` as var/secrets.env has them, readable by their owner alone. Raises `Refused`.

    `anyway`: also to a disk on which one of `apart_from` lies. A file that says the same already is left alone.
    """
    text = (
        "# These keys open the journals and their backups. Keep them apart from both.\n"
        f"UNTOLD_SECRET_KEY={settings.SECRET_KEY}\n"
        f"UNTOLD_ENCRYPTION_KEYS={','.join(settings.UNTOLD_ENCRYPTION_KEYS)}\n"
    )
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    if path.exists() and not force:
        raise Refused(f"{path} is there already and says something else: give another name, or --force to replace it.")
    _keep_apart(path, apart_from, anyway)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _keep_apart(path: Path, others: Iterable[Path], anyway: bool) -> None:
    for other in others:
        if not anyway and path.resolve().parent.stat().st_dev == other.resolve().parent.stat().st_dev:
            raise Refused(
                f"{path} would lie on the same disk as {other}: who takes or loses one, takes or loses both. "
                "Give a place on another disk, or say --anyway and carry the file away yourself."
            )
