"""What is refused, and that the refusal names file, thing and field."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.guide.checks import check
from reflections.guide.files import GuideError, Source, digest, read
from reflections.kinds import kinds
from tests.guide.conftest import STRUCTURE, WORDS, Rewrite


def problems(folder: Path) -> list[str]:
    return check(read(folder))


def test_the_small_guide_is_sound(folder: Path) -> None:
    assert problems(folder) == []


STRUCTURE_PROBLEMS = [
    (', source = "ours" }', "}", "guide.toml: chapter people: claims.columns: source: is missing"),
    (
        ', part = "How to work"',
        "",
        "guide.toml: chapter people: claims.how: part: say which part of the talk",
    ),
    (
        '"talk", part',
        '"rumour", part',
        "guide.toml: chapter people: claims.how: source: must be talk or ours",
    ),
    ('why = "talk"', 'why = "them"', "guide.toml: prompt admired: why: must be talk or ours"),
    ("minutes = 5", 'minutes = "5"', "guide.toml: prompt admired: minutes: must be a whole number"),
    ("minutes = 5", "minutes = 0", "guide.toml: prompt admired: minutes: must be 1 or more"),
    ("minutes = 5", "minuets = 5", "guide.toml: prompt admired: minuets: is not a field of a prompt"),
    ("minutes = 3", "minutes = 4", "guide.toml: path short: minutes: says 4, but its parts sum to 3"),
    ("minutes = 10", "minutes = 11", "guide.toml: agenda ten: minutes: says 11, but its parts sum to 10"),
    ('"ways", "style"', '"ways", "stile"', "guide.toml: path short: prompts: there is no prompt stile"),
    (
        'prompt = "ways", m',
        'prompt = "way", m',
        "guide.toml: agenda ten: steps.ways: prompt: there is no prompt way",
    ),
    ('prompt = "ways", m', "m", "guide.toml: agenda ten: steps.ways: prompt: is missing"),
    (
        'column = "how"',
        'column = "hue"',
        "guide.toml: prompt ways: settings.from: must name an earlier prompt",
    ),
    ('name = "who"', 'name = "whom"', "guide.toml: prompt admired: settings.name: must name a column"),
    (
        'name = "who"',
        'name = "who"\njoins = { prompt = "nowhere" }',
        "guide.toml: prompt admired: settings.joins: must name a prompt",
    ),
    ('key = "style"', 'key = "ways"', "guide.toml: prompt ways: key: is taken by another prompt"),
    ('key = "style"', 'key = "The Style"', "guide.toml: prompt The Style: key: use small letters"),
    ('key = "style"', "", "guide.toml: prompt ?: key: is missing"),
    ('kind = "talk"', 'kind = "song"', "guide.toml: agenda ten: steps.welcome: kind: must be one of"),
    ("[[paths]]", "[[roads]]", "guide.toml: roads: is not a part of a guide"),
    ("claims = []", "claims = [3]", "guide.toml: chapter letters: claims: must be a list of tables"),
    (
        "claims = []\n\n[[chapters.prompts]]",
        'claims = []\nprompts = ["style"]\n[[words]]',
        "guide.toml: words: is not a part",
    ),
    ("prompts = [", "promts = [", "guide.toml: path short: prompts: is missing"),
    ('"ways", "style"', '"style", "style"', "guide.toml: path short: prompts.style: is there twice"),
    (
        '["ideas", "code"]',
        '["ideas", "ideas"]',
        "guide.toml: prompt admired: columns.help.options.ideas: is there twice",
    ),
    ('["ideas", "code"]', "[1, 2]", "guide.toml: prompt admired: columns.help.options: must list keys"),
]


@pytest.mark.parametrize(("old", "new", "problem"), STRUCTURE_PROBLEMS)
def test_structure(change: Rewrite, old: str, new: str, problem: str) -> None:
    found = problems(change("guide.toml", old, new))
    assert any(line.startswith(problem) for line in found), found


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(change: Rewrite) -> None:
    [line] = problems(change("guide.toml", 'kind = "spectrum"', 'kind = "spectre"'))
    assert line.startswith("guide.toml: prompt style: kind: there is no kind spectre")
    assert all(kind in line for kind in kinds())


WORD_PROBLEMS = [
    ('how = "How they work"', "", "en.toml: prompt admired: columns.how: has no words"),
    ('label = "Who", ', "", "en.toml: prompt admired: columns.who: has no words"),
    ('code = "Code"', 'code = " "', "en.toml: prompt admired: columns.help.options.code: has no words"),
    ('code = "Code"', 'cod = "Cod"', "en.toml: prompt admired: columns.help.options.cod: belongs to nothing"),
    (', end = "many short ones"', "", "en.toml: prompt style: lines.length: has no words"),
    ('ask = "Where do you stand?"', "", "en.toml: prompt style: ask: has no words"),
    ('ask = "Where do you stand?"', "ask = 3", "en.toml: prompt style: ask: has no words"),
    (
        'why = "To see it."',
        'wy = "To see it."',
        "en.toml: prompt style: wy: belongs to nothing in guide.toml",
    ),
    ('source = "A talk."', "", "en.toml: guide: source: has no words"),
    ("[guide]", "[gide]", "en.toml: gide: is not a part of a guide"),
    ("[chapters.letters]", "[chapters.notes]", "en.toml: chapter letters: words: are missing"),
    ("[prompts.style]", "[prompts.stile]", "en.toml: prompt stile: is not in guide.toml"),
    ('columns = "Two columns."', "", "en.toml: chapter people: claims.columns: has no words"),
    ('line = "Two pages."', "", "en.toml: path short: line: has no words"),
    ('title = "Welcome", ', "", "en.toml: agenda ten: steps.welcome: has no words"),
    ("[prompts.ways.options]", "[prompts.ways.choices]", "en.toml: prompt ways: choices: belongs to nothing"),
]


@pytest.mark.parametrize(("old", "new", "problem"), WORD_PROBLEMS)
def test_words(change: Rewrite, old: str, new: str, problem: str) -> None:
    found = problems(change("en.toml", old, new))
    assert any(line.startswith(problem) for line in found), found


NODES = st.sampled_from([0, True, "", "x", [], ["x"], [1], {}, {"key": "x"}, [{"key": 3}], [{}]])


@given(st.data())
def test_whatever_stands_in_the_files_is_answered_in_words(data: st.DataObject) -> None:
    source = Source(tomllib.loads(STRUCTURE), {"en": tomllib.loads(WORDS)})
    source.words["en"].pop("language")
    at: Any = data.draw(st.sampled_from([source.structure, source.words["en"]]))
    while True:
        step = data.draw(st.sampled_from(range(len(at)) if isinstance(at, list) else sorted(at)))
        below = at[step]
        if not isinstance(below, dict | list) or not below or data.draw(st.booleans()):
            break
        at = below
    if data.draw(st.booleans()):
        del at[step]
    else:
        at[step] = data.draw(NODES)
    found = check(source)
    assert all(line.startswith(("guide.toml: ", "en.toml: ")) for line in found)


def test_all_problems_are_told_at_once(change: Rewrite) -> None:
    change("en.toml", 'how = "How they work"', "")
    found = problems(change("en.toml", 'line = "Two pages."', ""))
    assert len(found) == 2


def test_a_second_language_must_be_whole(folder: Path) -> None:
    (folder / "de.toml").write_text('language = "de"\n')
    assert "de.toml: prompt admired: words: are missing" in problems(folder)


def test_a_language_must_be_what_its_file_is_called(folder: Path) -> None:
    (folder / "de.toml").write_text('language = "fr"\n')
    with pytest.raises(GuideError, match=r"de\.toml: language: must be"):
        read(folder)


@pytest.mark.parametrize("name", ["guide.toml", "en.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(GuideError, match=f"{name}: not found"):
        digest(folder)


def test_what_is_no_toml_is_named_with_its_line(change: Rewrite) -> None:
    with pytest.raises(GuideError, match=r"guide\.toml: cannot be read: .*line"):
        read(change("guide.toml", "[[paths]]", "[[paths"))


def test_what_is_no_utf8_is_named(folder: Path) -> None:
    (folder / "en.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(GuideError, match=r"en\.toml: cannot be read"):
        read(folder)


def test_the_digest_follows_every_file(change: Rewrite, folder: Path) -> None:
    before = digest(folder)
    assert digest(folder) == before
    assert digest(change("en.toml", "Two pages.", "Two short pages.")) != before
