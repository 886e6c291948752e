"""Loading: what becomes a new version, what is told anew in place, what is retired, what costs nothing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from reflections.guide.actions import load_guide
from reflections.guide.files import GuideError
from reflections.guide.library import guide, prompt_at
from reflections.guide.models import Agenda, Chapter, Prompt, PromptVersion
from reflections.guide.models import Path as PathRow
from tests.guide.conftest import STRUCTURE, WORDS, Rewrite

pytestmark = pytest.mark.usefixtures("bare")


def versions(key: str) -> list[int]:
    return list(PromptVersion.objects.filter(prompt__key=key).values_list("number", flat=True))


def test_fills_every_table(folder: Path) -> None:
    assert load_guide(folder)
    assert list(Chapter.objects.values_list("key", flat=True)) == ["people", "letters"]
    assert list(Prompt.objects.values_list("key", "number")) == [("admired", 1), ("ways", 2), ("style", 3)]
    assert [versions(key) for key in ("admired", "ways", "style")] == [[1], [1], [1]]
    assert (PathRow.objects.count(), Agenda.objects.count()) == (1, 1)


def test_an_unchanged_folder_costs_one_statement(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_guide(folder)
    with django_assert_num_queries(1):
        assert not load_guide(folder)


def test_loading_again_changes_no_row(change: Rewrite, folder: Path) -> None:
    load_guide(folder)
    before = list(PromptVersion.objects.values())
    load_guide(change("guide.toml", "[[paths]]", "# a comment\n[[paths]]"))
    assert list(PromptVersion.objects.values()) == before


def test_another_wording_is_a_new_version(change: Rewrite, folder: Path) -> None:
    load_guide(folder)
    old = guide().prompts["admired"]
    load_guide(change("en.toml", "Whom do you admire?", "Whose work do you admire?"))
    assert versions("admired") == [1, 2]
    assert versions("ways") == [1]
    assert guide().prompts["admired"].ask == "Whose work do you admire?"
    assert prompt_at(old.version).ask == "Whom do you admire?"


def test_another_structure_is_a_new_version(change: Rewrite, folder: Path) -> None:
    load_guide(folder)
    load_guide(change("guide.toml", "most = 3", "most = 2"))
    assert versions("ways") == [1, 2]
    assert guide().prompts["ways"].settings["most"] == 2


def test_another_place_is_the_same_version(folder: Path) -> None:
    load_guide(folder)
    first, letters = STRUCTURE.split('[[chapters]]\nkey = "letters"')
    letters, rest = letters.split("[[paths]]")
    moved = f'[[chapters]]\nkey = "letters"{letters}{first}[[paths]]{rest}'
    (folder / "guide.toml").write_text(moved)
    load_guide(folder)
    assert [(prompt.key, prompt.number) for prompt in guide().prompts.values()] == [
        ("style", 1),
        ("admired", 2),
        ("ways", 3),
    ]
    assert PromptVersion.objects.count() == 3


def test_a_second_language_is_told_in_place(folder: Path) -> None:
    load_guide(folder)
    german = WORDS.replace('"en"', '"de"').replace("Whom do you admire?", "Wen bewunderst du?")
    (folder / "de.toml").write_text(german)
    load_guide(folder)
    assert versions("admired") == [1]
    assert guide("de").prompts["admired"].ask == "Wen bewunderst du?"
    assert guide("de-at").prompts["admired"].ask == "Wen bewunderst du?"
    assert guide("en").prompts["admired"].ask == "Whom do you admire?"
    (folder / "de.toml").write_text(german.replace("Wen bewunderst du?", "Wessen Arbeit bewunderst du?"))
    load_guide(folder)
    assert versions("admired") == [1]
    assert guide("de").prompts["admired"].ask == "Wessen Arbeit bewunderst du?"


def without_style(folder: Path) -> Path:
    """The guide without its third prompt, and without the chapter around it."""
    first, rest = STRUCTURE.split('[[chapters]]\nkey = "letters"')
    rest = rest.split("[[paths]]")[1].replace("minutes = 3", "minutes = 2").replace('["ways", "style"]', '["ways"]')
    (folder / "guide.toml").write_text(f"{first}[[paths]]{rest}")
    words, after = WORDS.split("[prompts.style]")
    words = words.replace('[chapters.letters]\ntitle = "Letters"\nline = "To yourself."', "")
    (folder / "en.toml").write_text(words + "[paths.short]" + after.split("[paths.short]")[1])
    return folder


def test_a_prompt_is_retired_and_comes_back(folder: Path) -> None:
    load_guide(folder)
    style = guide().prompts["style"]
    load_guide(without_style(folder))
    assert "style" not in guide().prompts
    assert guide().retired("style")
    assert not guide().retired("ways")
    assert not guide().retired("never-there")
    assert [chapter.key for chapter in guide().chapters] == ["people"]
    assert prompt_at(style.version).ask == style.ask
    (folder / "guide.toml").write_text(STRUCTURE)
    (folder / "en.toml").write_text(WORDS)
    load_guide(folder)
    assert guide().prompts["style"].version == style.version
    assert not guide().retired("style")
    assert [chapter.key for chapter in guide().chapters] == ["people", "letters"]


def test_a_path_that_is_taken_out_is_gone(folder: Path) -> None:
    load_guide(folder)
    structure, rest = STRUCTURE.split("[[paths]]")
    (folder / "guide.toml").write_text(structure + "[[agendas]]" + rest.split("[[agendas]]")[1])
    (folder / "en.toml").write_text(WORDS.replace('[paths.short]\ntitle = "Three minutes"\nline = "Two pages."', ""))
    load_guide(folder)
    assert guide().paths == {}


def test_a_refused_guide_leaves_the_tables_as_they_were(change: Rewrite, folder: Path) -> None:
    load_guide(folder)
    before = list(PromptVersion.objects.values())
    with pytest.raises(GuideError):
        load_guide(change("guide.toml", 'source = "ours"', 'source = "hearsay"'))
    assert list(PromptVersion.objects.values()) == before
    assert guide().prompts["admired"].ask == "Whom do you admire?"


def test_the_command_loads_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_guide", str(folder))
    call_command("load_guide", str(folder))
    assert capsys.readouterr().out == "Guide loaded.\nGuide is up to date.\n"


def test_the_command_lists_what_is_wrong(change: Rewrite, folder: Path) -> None:
    change("en.toml", 'how = "How they work"', 'how = ""')
    with pytest.raises(CommandError, match=r"en\.toml: prompt admired: columns\.how: has no words"):
        call_command("load_guide", str(folder))
