"""The guide as it is read: frozen, whole, in words, without a query."""

import pathlib

import pytest
from pytest_django import DjangoAssertNumQueries

from reflections.guide.actions import load_guide
from reflections.guide.library import forget_cache, guide, prompt_at
from reflections.guide.models import Agenda, Path, PromptVersion
from reflections.guide.outline import Claim, Reading

pytestmark = pytest.mark.usefixtures("bare")


@pytest.fixture(autouse=True)
def loaded(bare: None, folder: pathlib.Path) -> None:
    """The small guide in the tables."""
    load_guide(folder)


def test_no_query_once_it_was_read(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    book = guide()
    with django_assert_num_queries(0):
        assert guide() is book
        assert prompt_at(book.prompts["style"].version) == book.prompts["style"]


def test_an_empty_guide_is_not_remembered() -> None:
    for table in (PromptVersion, Path, Agenda):
        table._default_manager.all().delete()
    forget_cache()
    assert guide().prompts == {}
    assert guide() is not guide()


def test_the_guide_speaks_of_itself() -> None:
    assert (guide().title, guide().line, guide().source) == ("The guide", "Two chapters.", "A talk.")


def test_chapters() -> None:
    people, letters = guide().chapters
    assert (people.key, people.title, people.line, people.experience) == (
        "people",
        "People",
        "Whom you admire.",
        True,
    )
    assert (people.minutes, letters.minutes) == (7, 1)
    assert people.claims == (
        Claim("How to work matters more.", "talk", "How to work"),
        Claim("Two columns.", "ours"),
    )
    assert people.reading == (Reading("Culture", "Somebody", "https://example.org/"),)
    assert [prompt.key for prompt in people.prompts] == ["admired", "ways"]
    assert guide().chapter("letters") is letters
    assert guide().chapter("nowhere") is None


def test_words_are_merged_into_lists() -> None:
    settings = guide().prompts["admired"].settings
    assert settings["columns"] == [
        {"key": "who", "type": "line", "label": "Who", "placeholder": "Initials are enough"},
        {"key": "how", "type": "text", "label": "How they work"},
        {
            "key": "help",
            "type": "options",
            "label": "Kind of help",
            "options": [{"key": "ideas", "label": "Ideas"}, {"key": "code", "label": "Code"}],
        },
    ]
    assert settings["words"] == {"add": "Add a person"}
    assert settings["start"] == 2


def test_lists_for_the_machine_stay_as_they_are() -> None:
    settings = guide().prompts["style"].settings
    assert settings["lanes"] == ["now", "wish"]
    assert settings["lines"] == [{"key": "length", "start": "one long problem", "end": "many short ones"}]


def test_a_prompt_knows_its_place() -> None:
    ways = guide().prompts["ways"]
    assert (ways.number, ways.chapter, ways.minutes, ways.why_source) == (2, "people", 2, "ours")
    assert ways.tender
    assert ways.version == PromptVersion.objects.get(prompt__key="ways").pk


def test_paths_and_agendas() -> None:
    short = guide().paths["short"]
    assert [prompt.key for prompt in short.prompts] == ["ways", "style"]
    assert (short.minutes, short.line, short.first) == (3, "Two pages.", "")
    ten = guide().agendas["ten"]
    assert [(step.key, step.minutes, step.say) for step in ten.steps] == [
        ("welcome", 4, "Hello."),
        ("ways", 6, "Write."),
    ]
    assert ten.steps[1].prompt == guide().prompts["ways"]
    assert ten.cards == {"network_down": "Use paper."}


def test_a_version_that_is_not_there() -> None:
    with pytest.raises(PromptVersion.DoesNotExist):
        prompt_at(0)


def test_a_newer_guide_of_another_process_is_found(folder: pathlib.Path) -> None:
    guide()
    style = PromptVersion.objects.get(prompt__key="style")
    style.pk, style.number = None, 2
    style.content["en"]["ask"] = "Where now?"
    style.save()
    assert prompt_at(style.pk).ask == "Where now?"
