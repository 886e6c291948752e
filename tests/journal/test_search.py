"""Search over one's own words: any script, all words, nothing sealed, nobody else's; and it is quick."""

import datetime as dt
import time
import uuid

import pytest
from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.actions import Draft, Save, save_answer, save_note
from reflections.journal.actions.rounds import begin_again
from reflections.journal.models import Note, Round
from reflections.journal.search import fold, search
from tests.summary import cast

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 1)


def put(person, text, day=DAY, **more):
    draft = Draft(text, day, **more)
    return save_note(person=person, note=uuid.uuid4(), draft=draft, save=Save(key=uuid.uuid4()))


def marked(hits):
    """What is marked in the snippets of hits."""
    return [text for hit in hits for snippet in hit.snippets for text, found in snippet if found]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("We met in the Café de l'École.", "cafe ecole", ["Café", "École"]),
        ("a cafe by the river", "CAFÉ", ["cafe"]),
        ("decomposed: cafe\u0301", "café", ["café"]),
        ("Straße und Fuß", "strasse", ["Straße"]),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς", ["ΟΔΥΣΣΕΥΣ"]),
        ("和阿马拉谈了之后,我明白了", "明白", ["明白"]),
        ("日本語でも書きます", "書き", ["書き"]),
        ("が行", "か", []),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full", ["ｆｕｌｌ"]),
        ("ผมคุยกับอมรา", "อมรา", ["อมรา"]),
        ("한국어로 씁니다", "국어", ["국어"]),
        ("تَحَدَّثْتُ مع أمَرة", "تحدثت", ["تَحَدَّثْتُ"]),
        ("كتـــاب", "كتاب", ["كتـــاب"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("मैंने लिखा", "लिखा", ["लिखा"]),
        ("Приёмная комиссия", "приемная", ["Приёмная"]),
        ("one of two words", "one three", []),
        ("100% (a+b) [x]", "(a+b)", ["(a+b)"]),
        ("nothing to find", "\u0651", []),
    ],
)
def test_in_any_script(ada, write, text, query, found):
    write(ada, "topic", text)
    assert [fold(each) for each in marked(search(ada, query))] == [fold(each) for each in found]


def test_a_snippet_is_the_text_as_it_was_typed(ada, write):
    text = "Straße " * 40 + "und dann Ⅷ kleine ﬁsche, " + "schwimmen " * 40
    write(ada, "topic", text)
    ((snippet,),) = [hit.snippets for hit in search(ada, "fische")]
    assert [piece for piece, found in snippet if found] == ["ﬁsche"]
    assert "".join(piece for piece, _found in snippet).strip("… ") in text


def test_everywhere_one_wrote_and_from_where(ada, write):
    write(ada, "admired", value=cast.ADMIRED, aside="the lantern in an aside")
    put(ada, "the lantern in a note", day=dt.date(2026, 5, 1))
    put(ada, "no light here", day=dt.date(2026, 5, 2), tags=("lantern",))
    hits = search(ada, "LANTERN")
    assert [(hit.title, hit.round) for hit in hits if not hit.round] == [("Note", ""), ("Note", "")]
    (answer,) = [hit for hit in hits if hit.round]
    assert (answer.title, answer.url) == (guide().prompts["admired"].title, "/write/admired/")
    assert [hit.day for hit in hits] == sorted((hit.day for hit in hits), reverse=True)
    assert search(ada, "marta hunch") and not search(ada, "marta lantern-less")


def test_earlier_rounds_are_found_and_lead_to_the_round(ada, write):
    write(ada, "topic", "an old wish")
    first = Round.objects.get()
    Round.objects.update(begun_at=timezone.now() - dt.timedelta(days=200))
    second = begin_again(person=ada, name="after the summer")
    new = {"kind": "text", "v": 1, "text": "a new wish"}
    save = Save(key=uuid.uuid4(), round=second.pk)
    save_answer(person=ada, prompt=guide().prompts["topic"], value=new, aside="", save=save)
    found = {hit.url: hit.round for hit in search(ada, "wish")}
    assert found["/write/topic/"] == "after the summer"
    assert found[f"/journal/rounds/{first.pk}/"].startswith("round begun ")


def test_nobody_elses_words(ada, stranger, write):
    write(stranger, "topic", "their secret garden")
    put(stranger, "their secret note")
    assert search(ada, "secret") == []


def test_the_page_is_asked_by_post_and_shows_marks_in_own_words(as_ada, ada, write):
    write(ada, "topic", "<b>bold</b> & a lantern")
    page = as_ada.post("/journal/search/", {"q": "lantern"})
    assert page.status_code == 200
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; a <mark>lantern</mark>" in page.text
    assert "Found in 1 place." in page.text
    assert "lantern" not in as_ada.get("/journal/search/?q=lantern").text
    assert "Nothing of yours" in as_ada.post("/journal/search/", {"q": "giraffe"}).text
    assert as_ada.post("/journal/search/", {"q": "   "}).status_code == 200
    put(ada, "words", tags=("lantern",))
    assert "Found in 2 places." in as_ada.post("/journal/search/", {"q": "", "tag": "lantern"}).text


def fill(ada, write, notes):
    """A full small journal and so many notes, in two scripts, in few statements."""
    cast.fill_thirty(write, ada)
    begun = ada.journal
    rows = [Note(journal=begun, day=DAY + dt.timedelta(days=number % 400), version=1) for number in range(notes)]
    for number, row in enumerate(rows):
        foreign = f"Notiz {number}: die Brücke über den Fluß, und was danach kam. "
        row.text = (foreign if number % 2 else "about rivers and other things ") * 10
        row.tags = ["river", "été"]
    Note.objects.bulk_create(rows)


def test_statements_do_not_grow(ada, write, django_assert_num_queries):
    fill(ada, write, 3)
    with django_assert_num_queries(2):
        assert len(search(ada, "fluss")) == 1
    fill(ada, write, 40)
    with django_assert_num_queries(2):
        assert len(search(ada, "fluss")) == 21


def test_a_thousand_notes_are_searched_in_under_150_ms(ada, write):
    fill(ada, write, 1000)
    search(ada, "warm")
    took = []
    for query in ("brucke fluss", "river", "nowhere-to-be-found"):
        begun = time.process_time()
        search(ada, query)
        took.append(time.process_time() - begun)
    assert min(took) < 0.15, took
