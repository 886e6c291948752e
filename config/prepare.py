"""Bringing an installation up to date: tables, guide, static files. What did not change costs next to nothing."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reflections.guide.actions import load_guide
from reflections.pages.health import migrations


def bring_up_to_date() -> None:
    """Migrate, load the guide and collect static files where the code brought something new."""
    if not migrations() <= set(MigrationRecorder(connection).applied_migrations()):
        call_command("migrate", verbosity=0, interactive=False)
    load_guide(settings.BASE_DIR / "fixtures" / "guide")
    _collect_static_files()


def _collect_static_files() -> None:
    """Collect static files when any of them, or the way they are bundled, is not what it was.

    Old ones stay: a page that was opened before goes on with them. The lock is for two servers that start at once.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, state = root.with_suffix(".stamp"), _state_of_static_files()
        if not stamp.exists() or stamp.read_text() != state or not (root / "staticfiles.json").exists():
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(state)


def _state_of_static_files() -> str:
    """A digest of every static file's name, size and time, and of the code that bundles them."""
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(ignore_patterns=[])]
    files += (settings.BASE_DIR / "config").glob("*.py")
    states = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(states).encode()).hexdigest()
