"""The pages of single steps: adding, changing, moving, taking out, and how the phones will show one."""

import pytest

from reflections.guide.library import guide
from reflections.workshops.models import Workshop
from tests.accounts.conftest import body
from tests.workshops.planned import at_step, planned, titles

pytestmark = pytest.mark.django_db


def test_a_question_is_added_with_what_may_go(ada, as_ada):
    this = planned(ada)
    path = f"/workshops/{this.pk}/steps/new/"
    page = body(as_ada.get(path))
    assert "?kind=prompt&amp;prompt=ways" in page
    assert "always private" in page
    form = body(as_ada.get(f"{path}?kind=prompt&prompt=letter"))
    assert 'value="line"' not in form
    assert 'value="picture"' not in form
    sent = {"title": "Ways", "minutes": "4", "part": "picture", "say": "Choose three.", "after": "0"}
    as_ada.post(f"{path}?kind=prompt&prompt=ways", sent)
    step = this.steps.get()
    assert (step.kind, step.prompt, step.part, step.minutes, step.say) == (
        "prompt",
        "ways",
        "picture",
        4,
        "Choose three.",
    )
    refused = as_ada.post(f"{path}?kind=prompt&prompt=letter", {**sent, "part": "line"})
    assert refused.status_code == 422
    assert this.steps.count() == 1


def test_a_wall_takes_lines_of_the_question_before_it(ada, as_ada):
    this = planned(ada, "twenty-five")
    path = f"/workshops/{this.pk}/steps/new/?kind=wall"
    page = body(as_ada.get(path))
    assert '<option value="cv" selected>' in page
    assert 'value="horizons"' not in page
    as_ada.post(path, {"prompt": "where", "title": "Another wall", "minutes": "5", "after": "5", "say": ""})
    made = this.steps.get(position=6)
    assert (made.kind, made.prompt, made.part, made.title) == ("wall", "where", "line", "Another wall")
    assert as_ada.post(path, {"prompt": "horizons", "title": "No", "minutes": "5", "after": "0"}).status_code == 422


def test_threes_talks_and_pauses(ada, as_ada):
    this = planned(ada)
    path = f"/workshops/{this.pk}/steps/new/"
    as_ada.post(f"{path}?kind=pairs", {"title": "In threes", "minutes": "5", "size": "3", "after": "0"})
    as_ada.post(f"{path}?kind=pause", {"title": "A breath", "minutes": "0", "after": "1"})
    as_ada.post(f"{path}?kind=talk", {"title": "Welcome", "minutes": "4", "say": "Hello.", "after": "0"})
    assert titles(this) == ["Welcome", "In threes", "A breath"]
    assert this.steps.get(title="In threes").size == 3
    assert "In threes" in body(as_ada.get(f"/workshops/{this.pk}/"))


def test_a_step_is_changed_and_moved_and_taken_out(ada, as_ada):
    this = planned(ada, "twenty-five")
    step = this.steps.get(position=4)
    here = f"/workshops/{this.pk}/steps/{step.pk}/"
    assert "This question is tender in the guide" in body(as_ada.get(here))
    as_ada.post(here, {"title": "Two CVs", "minutes": "6", "part": "picture", "say": "x"})
    step.refresh_from_db()
    assert (step.title, step.minutes, step.part, step.tender) == ("Two CVs", 6, "picture", True)
    refused = as_ada.post(here, {"title": "Two CVs", "minutes": "6", "say": "x" * 4_001, "part": ""})
    assert "This is 4001 characters" in body(refused)
    assert as_ada.post(f"{here}move/", {"to": "up"}).url.endswith(f"#step-{step.pk}")
    assert titles(this)[2] == "Two CVs"
    assert "6 minutes become free" in body(as_ada.get(f"{here}delete/"))
    as_ada.post(f"{here}delete/")
    assert "Two CVs" not in titles(this)
    assert as_ada.get(here).status_code == 404


def test_what_has_run_offers_no_buttons_and_says_why(ada, as_ada):
    this = at_step(planned(ada, "twenty-five"), 3)
    step = this.steps.get(position=3)
    here = f"/workshops/{this.pk}/steps/{step.pk}/"
    page = body(as_ada.get(f"/workshops/{this.pk}/"))
    assert 'aria-current="step"' in page
    assert f'{here}delete/"' not in page
    assert 'name="part"' not in body(as_ada.get(here))
    assert "stays in the plan" in body(as_ada.get(f"{here}delete/"))
    for path in ("delete/", "move/"):
        said = body(as_ada.post(here + path, {"to": "down"}, follow=True))
        assert "this step has run, or runs now" in said
    assert this.steps.count() == 8


def test_a_step_of_another_workshop_is_not_there(ada, as_ada, stranger):
    mine, theirs = planned(ada, "twenty-five"), planned(stranger, "twenty-five")
    step = theirs.steps.first()
    for path in ("", "delete/", "preview/"):
        assert as_ada.get(f"/workshops/{mine.pk}/steps/{step.pk}/{path}").status_code == 404
    assert as_ada.post(f"/workshops/{mine.pk}/steps/{step.pk}/delete/").status_code == 404
    assert theirs.steps.count() == 8


def test_a_preview_shows_each_phase_as_the_phones_do(ada, as_ada):
    this = planned(ada, "twenty-five", turn_to="Dana, by the door")
    ways, wall, talk = (this.steps.get(position=number) for number in (3, 5, 1))
    page = body(as_ada.get(f"/workshops/{this.pk}/steps/{ways.pk}/preview/"))
    assert guide("en").prompts["ways"].ask in page
    assert [page.count(words) for words in ("1. Writing", "2. Sending is open", "3. Shown")] == [1, 1, 1]
    assert "answers that are made up" in page
    assert page.count("<h1") == 1
    page = body(as_ada.get(f"/workshops/{this.pk}/steps/{wall.pk}/preview/"))
    assert "Dana, by the door" in page
    assert "Below 8 who sent something" in page
    assert "All phones show the same." in body(as_ada.get(f"/workshops/{this.pk}/steps/{talk.pk}/preview/"))
    ways.refresh_from_db()
    assert (ways.result_sealed, Workshop.objects.get().state) == ("", "planned"), "looking changes nothing"
