"""Bringing an installation up to date: tables, guide, static files. What did not change costs next to nothing."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reflections.guide.actions import load_guide


def bring_up_to_date() -> None:
    """Migrate, load the guide and collect static files where the code brought something new."""
    if not _tables_are_current():
        call_command("migrate", verbosity=0, interactive=False)
    load_guide(settings.BASE_DIR / "fixtures" / "guide")
    _collect_static_files()


def _tables_are_current() -> bool:
    """Whether every migration that lies on the disk has been applied: one query, and none of them imported."""
    there = {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("*.py")
        if file.stem != "__init__"
    }
    return there <= set(MigrationRecorder(connection).applied_migrations())


def _collect_static_files() -> None:
    """Collect static files when any of them, or the way they are bundled, is not what it was."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _state_of_static_files() -> str:
    """A digest of every static file's name, size and time, and of the code that bundles them."""
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(ignore_patterns=[])]
    files += (settings.BASE_DIR / "config").glob("*.py")
    states = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(states).encode()).hexdigest()
