"""What is in a backup. It needs the tables that `make bench`, which uses `backing`, does without."""

import subprocess
from pathlib import Path

from reflections.management.backups.contents import Parts, opened
from reflections.management.backups.envelope import read


def decrypted(file: Path) -> bytes:
    """What is in a backup, in the clear: SQLite's file itself, or PostgreSQL's statements."""
    manifest, content = opened(read(file))
    if manifest.engine == "sqlite":
        return b"".join(content)
    parts = Parts(content)
    room = parts.take(int.from_bytes(parts.take(8)))
    return (
        room + subprocess.run(["pg_restore", "-f", "-"], input=b"".join(parts), capture_output=True, check=True).stdout
    )
