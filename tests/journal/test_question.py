"""The question stands alone, as a part of its page: a room's phone shows it in a form and a frame of its own."""

import re
import uuid

import pytest
from django.test import Client

from tests.wire import PROMPTS, WRITTEN, filled

pytestmark = pytest.mark.django_db

ALONE = {"HTTP_HX_REQUEST": "true"}
AROUND = re.compile(r"<(form|nav|header|footer|main|html|body|title|script|link)\b|csrfmiddlewaretoken|type=\"submit\"")


def stands_alone(markup: str, key: str) -> None:
    """The question with its fields, and nothing of what is around it on its page."""
    assert not AROUND.search(markup), f"{key}: {AROUND.search(markup)}"
    assert markup.count("<h1") == 1 and 'id="q"' in markup and 'name="a-' in markup
    assert 'name="aside"' not in markup and 'name="base"' not in markup
    assert markup.count("<div") == markup.count("</div>")


@pytest.mark.parametrize("key", WRITTEN)
def test_the_question_stands_alone(client: Client, key: str):
    stands_alone(client.get(f"/write/{key}/", **ALONE).text, key)


@pytest.mark.parametrize("kind", sorted({PROMPTS[key] for key in WRITTEN}))
def test_with_an_answer_too(as_guest: Client, kind: str):
    key = next(key for key in WRITTEN if PROMPTS[key] == kind)
    data = filled(as_guest.get(f"/write/{key}/").text, "my own words")
    saved = as_guest.post(f"/write/{key}/", {**data, "key": str(uuid.uuid4()), "consent": "yes"})
    assert saved.status_code == 302
    stands_alone(as_guest.get(f"/write/{key}/", **ALONE).text, key)
