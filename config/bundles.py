"""Static files as they are served: many small readable files arrive as one style sheet and two scripts.

``BundleFinder`` hands the bundles to Django in place of their parts, so ``collectstatic``, ``runserver`` and the tests
see the same names: ``untold.css``, ``untold.js`` (every page), ``write.js`` (pages one writes on), and what a kind of
answer adds.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = (
    *("layers", "fonts", "tokens", "reset", "base"),
    *("frame", "sheet", "words", "buttons", "menu", "fields", "errors", "two", "index", "page", "turn"),
    *("rows", "lanes", "scale", "places", "shares", "choices", "charts", "planes", "lists", "documents"),
    *("home", "notices", "states"),
    *("cover", "utilities", "print"),
)
OF_A_FILE = (
    *("layers", "fonts", "tokens", "reset", "base", "frame", "sheet", "words", "two", "charts", "planes", "lists"),
    *("documents", "notices", "file", "utilities", "print"),
)
"""What a document needs that is kept as one file: its style sheet stands in it."""
BUNDLES: dict[str, tuple[str, ...]] = {
    "untold.css": tuple(f"css/{name}.css" for name in STYLES),
    "file.css": tuple(f"css/{name}.css" for name in OF_A_FILE),
    # What planning, running and sitting in a room need, beside the style sheet of every page.
    "room.css": tuple(
        f"css/{name}.css" for name in ("door", "phone", "console", "agenda", "screen", "clicker", "shown", "plan")
    ),
    "untold.js": tuple(
        f"js/{name}.js" for name in ("theme", "cover", "menu", "focus", "times", "drafts", "outbox", "keep")
    ),
    "write.js": ("js/save.js", "js/mark.js", "js/worker.js"),
    # What waits on this device, and the worker that goes on without a network.
    "waits.js": ("js/waits.js",),
    "sw.js": ("js/sw.js",),
    # What one kind of answer needs is asked for by its template alone.
    "rows.js": ("js/rows.js", "js/paste.js"),
    "zone.js": ("js/zone.js",),
    "passkeys.js": ("js/passkeys.js",),
    "sums.js": ("js/sums.js",),
    "ranges.js": ("js/ranges.js",),
    "room.js": ("js/live.js", "js/clock.js"),
    # A phone goes on without a network, whatever is asked next: it has what any kind needs.
    "phone.js": tuple(f"js/{name}.js" for name in ("rows", "paste", "ranges", "places", "sums", "phone", "sends")),
    "screen.js": ("js/keys.js",),
    "places.js": ("js/rows.js", "js/ranges.js", "js/places.js"),
}
"""The parts of each bundle, in the order in which they are put together."""

SPACE = re.compile(r"/\*.*?\*/\s*|^\s+", re.DOTALL | re.MULTILINE)
REMARK = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)
"""In a script: lines that are a comment, and indents. So no text in backticks may depend on how it is indented."""


def bundle(name: str, root: Path) -> str:
    """The text of one bundle, put together from its parts under ``root``; a missing part is an error."""
    texts = [(root / part).read_text("utf-8") for part in BUNDLES[name]]
    if name.endswith(".js"):
        # A block of its own for each file: two files may use the same name for different things.
        return '"use strict";\n' + "".join(f"{{\n{REMARK.sub('', text)}}}\n" for text in texts)
    # Comments and indents are for readers; the parts lie one folder deeper than the bundle.
    return SPACE.sub("", "".join(texts)).replace('url("../', 'url("')


class BundleFinder(FileSystemFinder):
    """The project's static files, with ``css/`` and ``js/`` replaced by their bundles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = Path(settings.BASE_DIR) / "static"
        self.made = FileSystemStorage(location=Path(settings.BASE_DIR) / "var" / "bundles")

    def make(self, name: str) -> str:
        """Write one bundle to disk, if it changed, and say where it lies."""
        path, text = Path(self.made.path(name)), bundle(name, self.source)
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return str(path)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind a name, for ``runserver``; a bundle is made afresh at each request."""
        if path not in BUNDLES:
            return super().find(path, find_all=True) if find_all else super().find(path)
        return [self.make(path)] if find_all else self.make(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """What ``collectstatic`` takes along."""
        yield from super().list([*(ignore_patterns or ()), "css", "js"])
        for name in BUNDLES:
            self.make(name)
            yield name, self.made


class BundleStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names once files are collected; plain names before that (tests, ``UNTOLD_DEBUG``)."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name under which a file is served."""
        return super().stored_name(name) if self.hashed_files else name

    @cache  # noqa: B019 - there is one storage, as long as the process lives
    def integrity(self, name: str) -> str:
        """What a file that was collected hashes to, as browsers compare it; "" before that."""
        if not self.hashed_files:
            return ""
        content = Path(self.path(self.stored_name(name))).read_bytes()
        return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what readers load; the operator's admin is served as it is, so that a first start need not wait."""
        return super().compress_files([path for path in paths if not path.startswith("admin/")])
