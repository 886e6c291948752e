"""Static files as they are served."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from config.bundles import BUNDLES, BundleStorage, bundle

STATIC = settings.BASE_DIR / "static"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A folder with everything that is served, and the manifest of its names."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder, json.loads((folder / "staticfiles.json").read_text())["paths"]


def test_every_part_is_in_a_bundle():
    listed = {part for parts in BUNDLES.values() for part in parts}
    there = {f"{file.parent.name}/{file.name}" for folder in ("css", "js") for file in (STATIC / folder).iterdir()}
    assert there == listed


def test_style_is_whole_and_without_comments():
    text = bundle("untold.css", STATIC)
    assert text.startswith("@layer reset, tokens, base, components, utilities, print;")
    assert "/*" not in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", [name for name in BUNDLES if name.endswith(".css")])
def test_every_rule_stands_in_a_layer(name):
    for part in BUNDLES[name]:
        text = re.sub(r"/\*.*?\*/", "", (STATIC / part).read_text(), flags=re.DOTALL).strip()
        assert text.startswith(("@layer", "@font-face")), part


def test_scripts_have_a_scope_for_each_file():
    text = bundle("untold.js", STATIC)
    assert text.startswith('"use strict";')
    assert text.count("\n{\n") >= len(BUNDLES["untold.js"])


def test_found_as_one_while_developing():
    assert Path(finders.find("untold.css")).read_text() == bundle("untold.css", STATIC)
    assert finders.find("fonts/literata-latin.woff2")


def test_collected_hashed_and_compressed(collected):
    folder, names = collected
    for name in BUNDLES:
        assert names[name] != name
        assert (folder / (names[name] + ".gz")).exists()
        assert (folder / (names[name] + ".br")).exists()
    assert not any(name.startswith(("css/", "js/")) for name in names)


def test_style_names_fonts_by_their_hashes(collected):
    folder, names = collected
    fonts = re.findall(r"url\(\"(fonts/[^\"]+)\"\)", (folder / names["untold.css"]).read_text())
    assert sorted(fonts) == sorted(names[f"fonts/{font}-{half}.woff2"] for font in FONTS for half in HALVES)


def test_licences_lie_beside_the_fonts():
    assert {file.suffix for file in (STATIC / "fonts").iterdir()} == {".woff2", ".txt"}


def test_names_are_plain_before_anything_is_collected(tmp_path):
    storage = BundleStorage(location=tmp_path, base_url="/static/")
    assert storage.url("untold.css") == "/static/untold.css"


FONTS, HALVES = ("atkinson", "literata"), ("latin", "latin-ext")
