"""Card, page and book: what each holds, and what none of them tells."""

import datetime as dt
import re

import pytest

from reflections.documents.document import Document, Drawing, Passage, Section
from reflections.documents.markdown import to_markdown
from reflections.journal.actions import current_round, mark_phrases
from reflections.journal.actions.rounds import rename_round
from reflections.journal.models import Note
from reflections.journal.reading import answers
from reflections.summary.exports.card import LONGEST, MOST
from reflections.summary.exports.choice import Choice
from reflections.summary.exports.lengths import compose
from reflections.summary.exports.made import NothingToTake
from tests.kinds.commitments import one
from tests.kinds.commitments import value as commitments
from tests.kinds.experiments import card as experiment
from tests.kinds.experiments import value as experiments
from tests.summary import cast
from tests.summary.full import fill_full, in_days, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def composed(ada):
    """Composes what Ada wrote: composed("page", leave={"topic"})."""

    def made(length, notes=(), **chosen):
        this = current_round(ada)
        return compose(this, answers(this), Choice(**chosen), length, notes)

    return made


def drawn(document: Document) -> dict[str, Drawing]:
    """The drawings of a card by the title of their section."""
    return {section.title: section.parts[0] for section in document.sections}


def said(drawing: Drawing) -> list[str]:
    """The rows of a card, each in one line."""
    words = [
        [row.start, *(part for strip in row.strips for part in (strip.name, strip.figure))] for row in drawing.rows
    ]
    return [" ".join(getattr(each, "text", each) for each in row) for row in words]


def addresses(parts):
    """All addresses in a document."""
    for part in parts:
        if isinstance(part, Section):
            yield part.url
            yield from addresses(part.parts)
        elif isinstance(part, Passage) and part.ref:
            yield part.ref.url
        else:
            yield from (ref.url for remark in getattr(part, "said", ()) for ref in remark.refs)


def test_a_card_has_what_one_does_and_will_do_of_all_pages_together(composed, ada, write):
    start = one("names", stand="start", when="a poster", will="read the names")
    write(ada, "beyond-lab", value=commitments(one("reviews", stand="do"), start, one("circle", stand="not-now")))
    write(ada, "in-lab", value=commitments(one("own-0a0a0a0a", "say thanks", "do"), one("make-room", stand="start")))
    (drawing,) = drawn(composed("card")).values()
    lines = said(drawing)
    assert [line for line in lines if line in {"I do", "I’ll start"}] == ["I’ll start", "I do"], (
        "each heading once, first what begins"
    )
    assert any(line.endswith("When a poster I will read the names") for line in lines)
    assert "say thanks" in lines
    assert "circle" not in str(drawing)
    assert len(drawing.twin.rows) == 4


def test_a_card_has_the_next_acts_with_their_days_the_nearest_first(composed, ada, write):
    write(
        ada,
        "experiments",
        value=experiments(
            experiment("0a0a0a0a", what="later", ends=in_days(30)),
            experiment("0b0b0b0b", what="sooner", fails="nobody asks", ends=in_days(3)),
            experiment("0c0c0c0c", what="over", outcome="kept", next="twice a week"),
            experiment("0d0d0d0d", what="gone", outcome="dropped", next="nothing"),
        ),
    )
    lines = said(drawn(composed("card"))["Things to try"])
    assert [line.split()[0] for line in lines] == ["sooner", "later", "twice"]
    assert "Failed if nobody asks" in lines[0]
    assert lines[1].startswith("later Ends ")
    assert lines[2] == "twice a week After over"


def test_a_card_has_steps_of_goals_whom_to_ask_and_whom_to_write_to(composed, ada, write):
    goal = {"goal": "a reading group", "step": "ask three", "by": "2027-02-03"}
    write(ada, "collaboration-goals", value=rows(goal, {"goal": "no step, no day"}, by="date"))
    asked = {"who": "someone who stayed", "question": "why?", "heard": "the people"}
    to_ask = {"who": "someone who left", "question": "what do you miss?", "by": "2027-01-02"}
    write(ada, "ask-whom", value={**rows(to_ask, asked, by="date"), "done": "heard"})
    write(ada, "network", value=rows({"who": "Joon"}, {"who": "Marta", "next": "write"}))
    found = {title: said(drawing) for title, drawing in drawn(composed("card")).items()}
    assert found == {
        "Goals with others": ["ask three By 3 February 2027 For a reading group"],
        "Whom to ask": ["someone who left By 2 January 2027 Ask what do you miss?"],
        "People you work with": ["Marta Next write"],
    }


def test_a_card_stays_a_card(composed, ada, write):
    write(ada, "network", value=rows(*({"who": f"{n}", "next": "word " * 99} for n in range(40))))
    (drawing,) = drawn(composed("card")).values()
    assert len(drawing.rows) == MOST
    assert all(len(line) < LONGEST + 20 for line in said(drawing))


def test_without_a_next_act_there_is_no_card(composed, ada, write):
    write(ada, "topic", "words")
    with pytest.raises(NothingToTake) as refused:
        composed("card")
    assert refused.value.card


def test_a_page_leads_with_what_was_marked_and_a_book_keeps_the_order_of_the_guide(composed, ada, write):
    cast.fill(write, ada)
    mark_phrases(answer=write(ada, "topic", "one long phrase that was marked"), marks=["one long phrase"])
    page = [section.key for section in composed("page").sections]
    assert page[:3] == ["marked", "glance", "ways-of-working"]
    book = composed("book")
    assert [section.key for section in book.sections if section.key.startswith("chapter-")] == [
        f"chapter-{key}" for key in ("start", "topic", "horizons", "cvs", "safe", "letter")
    ]
    chapter = next(section for section in book.sections if section.key == "chapter-topic")
    assert [part.key for part in chapter.parts][:2] == ["page-admired", "page-ways"]


@pytest.mark.parametrize("length", ["card", "page", "book"])
@pytest.mark.parametrize("leave", [frozenset(), frozenset({"before", "network", "cv"})])
def test_nothing_leads_back_to_the_site(length, leave, composed, ada, write):
    fill_full(write, ada)
    document = composed(length, leave=leave)
    keys = {f"#{key}" for key in re.findall(r"key='([^']+)'", repr(document.sections))}
    assert set(addresses(document.sections)) <= {"", *keys}


@pytest.mark.parametrize(
    ("length", "leave", "numbers"),
    [("page", set(), False), ("page", {"net"}, False), ("book", set(), True), ("book", {"net"}, False)],
)
def test_only_a_whole_book_has_the_numbers_of_pages(length, leave, numbers, composed, ada, write):
    fill_full(write, ada)
    text = to_markdown(composed(length, leave=frozenset(leave), asides=True))
    assert bool(re.search(r"Page \d", text)) is numbers


def test_chosen_parts_are_said_and_never_how_many(composed, ada, write):
    fill_full(write, ada)
    assert "chosen parts" not in composed("book", asides=True).subtitle
    one_out, all_but_one = (
        composed("page", leave=frozenset(leave), asides=True)
        for leave in (["net"], [key for key in answers(current_round(ada)) if key != "topic"])
    )
    assert one_out.subtitle.endswith("chosen parts · 33 answers")
    assert all_but_one.subtitle.endswith("chosen parts · 1 answer")
    text = to_markdown(all_but_one)
    assert "34" not in text and "33" not in text and "of 34" not in to_markdown(one_out)


def test_asides_that_stay_out_are_parts_too(composed, ada, write):
    write(ada, "topic", "words", aside=cast.ASIDE)
    assert "chosen parts" in composed("page").subtitle
    assert cast.ASIDE not in to_markdown(composed("page"))
    assert "chosen parts" not in composed("page", asides=True).subtitle


def test_a_card_says_chosen_parts_only_for_what_would_be_on_it(composed, ada, write):
    fill_full(write, ada)
    assert "chosen parts" not in composed("card", leave=frozenset({"topic", "cv"})).subtitle
    assert "chosen parts · 5 answers" in composed("card", leave=frozenset({"network"})).subtitle


def test_it_says_which_round_and_which_day(composed, ada, write):
    write(ada, "topic", "words")
    this = current_round(ada)
    rename_round(this=this, name="After the committee")
    assert composed("page").subtitle.startswith("After the committee · ")
    rename_round(this=this, name="")
    this.begun_at = this.begun_at.replace(year=2024, month=2, day=3)
    this.save()
    assert composed("page").subtitle.startswith("Begun 3 February 2024 · ")


def test_a_sealed_letter_is_its_envelope_in_a_book_too(composed, ada, write):
    write(ada, "letter", value=cast.letter(90), aside="")
    text = to_markdown(composed("book", asides=True))
    assert "It opens on" in text
    assert cast.LETTER not in text


def test_notes_come_last_and_only_when_they_are_given(composed, ada, write):
    write(ada, "topic", "words")
    note = Note(journal=ada.journal, day=dt.date(2026, 3, 4), prompt="topic")
    note.text, note.tags = "a long day", ["seminar", "trains"]
    assert "notes" not in {section.key for section in composed("book").sections}
    text = to_markdown(composed("book", notes=[note]))
    _before, notes = text.split("## Notes")
    assert "### 4 March 2026\n\nThe topic that draws you\n\n> a long day" in notes
    assert "seminar, trains" in notes
