"""Two rounds side by side: what moved, what stands in one, what stays sealed; and what the database is asked."""

import datetime as dt
import uuid
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reflections.documents.document import Beside, Drawing, Note, Passage, Table
from reflections.guide.library import guide
from reflections.guide.models import PromptVersion
from reflections.journal.actions.rounds import begin_again
from reflections.journal.before import pair
from reflections.journal.compare import Names, apart, names, side_by_side
from reflections.journal.models import Answer, Round
from tests.journal.rounds_cast import again, in_may, put

pytestmark = pytest.mark.django_db

MAY, NOVEMBER = dt.date(2026, 5, 26), dt.date(2026, 11, 24)
CALLED = Names("May", "November")


def spectrum(**now):
    lines = {key: {"now": at, "wish": 3} for key, at in now.items()}
    return {"kind": "spectrum", "v": 1, "lines": lines, "own": []}


def parts_of(person, prompt):
    both = pair(person, prompt)
    return side_by_side(both.old, both.new, CALLED)


@pytest.mark.parametrize(
    ("then", "now", "called"),
    [
        (MAY, NOVEMBER, ("May", "November")),
        (MAY, dt.date(2027, 5, 1), ("May 2026", "May 2027")),
        (dt.date(2026, 5, 3), MAY, ("3 May", "26 May")),
        (MAY, MAY, ("Then", "Now")),
    ],
)
def test_two_sides_are_called_as_shortly_as_tells_them_apart(then, now, called):
    assert names(then, now) == Names(*called)


def test_how_long_lies_between_is_the_title():
    assert apart(MAY, NOVEMBER) == "6 months apart"
    assert apart(MAY, MAY + dt.timedelta(1)) == "1 day apart"
    assert apart(MAY, MAY) == "Two rounds of one day"


def test_pictures_and_tables_bear_the_months(ada):
    put(ada, "style", value=spectrum(length=7, company=6))
    again(ada)
    put(ada, "style", value=spectrum(length=6, company=6))
    said, picture, table = parts_of(ada, "style")
    assert said.text == "You moved on 1 line of 2, on 1 towards what you wished then."
    assert isinstance(picture, Drawing) and isinstance(table, Table)
    assert picture.key == (("old", "May"), ("now", "November"), ("wish", "Wished, November"))
    assert picture.twin.head[2:] == ("May", "November", "Wished, November")
    assert table.head[-2:] == ("May", "November")


def test_texts_stand_beside_each_other_and_a_changed_wording_is_said(ada):
    put(ada, "topic", "rain")
    again(ada)
    put(ada, "topic", "snow")
    assert parts_of(ada, "topic")[1:] == (Beside(("May", "November"), Passage("rain"), Passage("snow")),)
    version = PromptVersion.objects.get(pk=guide().prompts["topic"].version)
    words = {"en": {**version.content["en"], "ask": "What drew you?"}}
    older = PromptVersion.objects.create(
        prompt=version.prompt, number=version.number + 100, structure=version.structure, content=words
    )
    Answer.objects.filter(saved_at__month=5).update(prompt_version=older)
    assert parts_of(ada, "topic")[-1] == Note("The earlier answer replied to: What drew you?")


def test_what_one_finds_on_the_page(as_ada, ada):
    put(ada, "style", value=spectrum(length=7))
    put(ada, "topic", "rain & radar")
    put(ada, "net", "a grant")
    again(ada)
    put(ada, "style", value=spectrum(length=6))
    put(ada, "topic", "when to say <I do not know>")
    put(ada, "belonged", "at lunch")
    page = as_ada.get("/journal/compare/").text
    assert "rain &amp; radar" in page and "&lt;I do not know&gt;" in page
    assert "You moved on 1 line of 1" in page and page.index("What moved") < page.index("chapter-")
    one_only = page[page.index("In one round only") :]
    assert guide().prompts["net"].title in one_only and guide().prompts["belonged"].title in one_only
    assert "a grant" not in page and "at lunch" not in page


def test_any_two_rounds_the_older_one_first(as_ada, ada):
    words = ["rain", "snow", "sleet"]
    for number, text in enumerate(words):
        put(ada, "topic", text)
        Round.objects.filter(pk=in_may(ada).pk).update(begun_at=dt.datetime(2020 + number, 1, 1, tzinfo=dt.UTC))
        begin_again(person=ada)
    newest, third, second, first = Round.objects.order_by("-begun_at")
    assert not newest.answers.exists()
    page = as_ada.get("/journal/compare/")
    assert (page.context["old"], page.context["new"]) == (second, third), "the two newest that share a page"
    page = as_ada.get(f"/journal/compare/?a={third.pk}&b={first.pk}")
    assert (page.context["old"], page.context["new"]) == (first, third)
    assert "rain" in page.text and "sleet" in page.text and "snow" not in page.text
    assert "Choose two different rounds" in as_ada.get(f"/journal/compare/?a={first.pk}&b={first.pk}").text
    assert "No page is written in both" in as_ada.get(f"/journal/compare/?a={first.pk}&b={newest.pk}").text
    for query in (f"a={first.pk}", f"a={first.pk}&b={uuid.uuid4()}", "a=nothing&b=nothing"):
        assert as_ada.get(f"/journal/compare/?{query}").status_code == 404


def test_with_fewer_than_two_rounds_the_page_says_what_it_will_show(as_ada, ada):
    assert "both answers stand here side by side" in as_ada.get("/journal/compare/").text
    put(ada, "topic", "rain")
    page = as_ada.get("/journal/compare/").text
    assert (
        "Begin again" in page and "rain" not in page and "<select" not in page[page.index("<main") :].split("</main")[0]
    )


def test_a_sealed_letter_stays_sealed_on_both_sides(as_ada, ada):
    letter = {"kind": "letter", "v": 1, "opens": "2190-01-01", "opened": False}
    put(ada, "letter", value={**letter, "text": "the first secret"})
    again(ada, path="")
    put(ada, "letter", value={**letter, "text": "the second secret"})
    page = as_ada.get("/journal/compare/").text
    assert "secret" not in page and page.count("It opens on 1 January 2190") == 2


def test_what_cannot_be_read_says_so_and_the_rest_stands(as_ada, ada):
    for words in ("rain", "snow"):
        put(ada, "topic", words)
        put(ada, "net", f"net of {words}")
        again(ada)
    broken = Answer.objects.filter(prompt="topic").order_by("saved_at").first()
    Answer.objects.filter(pk=broken.pk).update(value_sealed=Answer.objects.filter(prompt="net").first().value_sealed)
    first, second = Round.objects.order_by("begun_at")[:2]
    page = as_ada.get(f"/journal/compare/?a={first.pk}&b={second.pk}").text
    assert "could not be read just now" in page and "net of rain" in page and "net of snow" in page


def test_every_kind_that_one_can_write_today_stands_beside_itself(as_ada, ada):
    asked = list(guide().prompts.values())
    samples = {each.key: import_module(f"tests.kinds.{each.kind}").EXAMPLES[0].samples for each in asked}
    for sample in (0, -1):
        for prompt in asked:
            put(ada, prompt.key, value=samples[prompt.key][sample].value)
        if sample == 0:
            again(ada)
    page = as_ada.get("/journal/compare/")
    assert page.status_code == 200
    assert len(page.context["both"].document.sections) == len(guide().chapters)
    for prompt in asked:
        assert as_ada.get(f"/write/{prompt.key}/then/").status_code == 200
        assert as_ada.get(f"/write/{prompt.key}/before/").status_code == 200


def test_statements_do_not_grow_with_answers_and_rounds(as_ada, ada):
    def count(url):
        with CaptureQueriesContext(connection) as asked:
            assert as_ada.get(url).status_code == 200
        return len(asked)

    put(ada, "topic", "rain")
    first = again(ada)
    put(ada, "topic", "snow")
    urls = [
        "/journal/compare/",
        "/journal/rounds/",
        f"/journal/rounds/{first.pk}/",
        "/write/topic/then/",
        "/write/topic/before/",
    ]
    few = [count(url) for url in urls]
    for key in ("net", "tried", "belonged", "not-trying"):
        put(ada, key, "words")
    for _ in range(3):
        begin_again(person=ada)
        for key in ("topic", "net", "tried", "belonged"):
            put(ada, key, "more words")
    assert [count(url) for url in urls] == few
    assert max(few) <= 8
