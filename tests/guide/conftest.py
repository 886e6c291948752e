"""A small guide in a folder, as text, so that each test changes what it is about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reflections.guide import library
from reflections.guide.models import Agenda, Chapter, GuideState, Prompt, PromptVersion
from reflections.guide.models import Path as PathRow

STRUCTURE = """
[[chapters]]
key = "people"
experience = true
claims = [
  { key = "how", source = "talk", part = "How to work" },
  { key = "columns", source = "ours" },
]
reading = ["culture"]

[[chapters.prompts]]
key = "admired"
kind = "rows"
minutes = 5
why = "talk"
[chapters.prompts.settings]
columns = [
  { key = "who", type = "line" },
  { key = "how", type = "text" },
  { key = "help", type = "options", options = ["ideas", "code"] },
]
start = 2
name = "who"

[[chapters.prompts]]
key = "ways"
kind = "choice"
minutes = 2
why = "ours"
tender = true
settings = { options = ["precision", "intuition"], most = 3, from = { prompt = "admired", column = "how" } }

[[chapters]]
key = "letters"
claims = []

[[chapters.prompts]]
key = "style"
kind = "spectrum"
minutes = 1
why = "ours"
settings = { lines = ["length"], lanes = ["now", "wish"], steps = 7 }

[[paths]]
key = "short"
minutes = 3
prompts = ["ways", "style"]

[[agendas]]
key = "ten"
minutes = 10
steps = [
  { key = "welcome", kind = "talk", minutes = 4 },
  { key = "ways", kind = "prompt", prompt = "ways", minutes = 6, room = true },
]
"""

WORDS = """
language = "en"

[guide]
title = "The guide"
line = "Two chapters."
source = "A talk."

[chapters.people]
title = "People"
line = "Whom you admire."
[chapters.people.claims]
how = "How to work matters more."
columns = "Two columns."
[chapters.people.reading]
culture = { title = "Culture", author = "Somebody", url = "https://example.org/" }

[chapters.letters]
title = "Letters"
line = "To yourself."

[prompts.admired]
title = "People you admire"
ask = "Whom do you admire?"
hint = "One is enough."
why = "Names hide ways of working."
[prompts.admired.columns]
who = { label = "Who", placeholder = "Initials are enough" }
how = "How they work"
[prompts.admired.columns.help]
label = "Kind of help"
options = { ideas = "Ideas", code = "Code" }
[prompts.admired.words]
add = "Add a person"

[prompts.ways]
title = "Ways of working"
ask = "Which ways come back?"
why = "They are yours to choose."
[prompts.ways.options]
precision = "Precision"
intuition = "Intuition"

[prompts.style]
title = "Style"
ask = "Where do you stand?"
why = "To see it."
[prompts.style.lines]
length = { start = "one long problem", end = "many short ones" }

[paths.short]
title = "Three minutes"
line = "Two pages."

[agendas.ten]
title = "Ten minutes"
[agendas.ten.steps]
welcome = { title = "Welcome", say = "Hello." }
ways = { title = "Ways of working", say = "Write." }
[agendas.ten.if]
network_down = "Use paper."
"""

type Rewrite = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small guide as files."""
    (tmp_path / "guide.toml").write_text(STRUCTURE)
    (tmp_path / "en.toml").write_text(WORDS)
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Rewrite:
    """Replace text in one of the files; what is replaced must be there."""

    def rewrite(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new))
        return folder

    return rewrite


@pytest.fixture
def bare(db: None) -> Iterator[None]:
    """Tables without the guide that the other tests read; the process forgets what it knew."""
    for table in (PromptVersion, Prompt, Chapter, PathRow, Agenda, GuideState):
        table._default_manager.all().delete()
    library.forget_cache()
    yield
    library.forget_cache()
