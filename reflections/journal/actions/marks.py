"""Marks: the phrases that matter, chosen by their writer."""

import uuid
from collections.abc import Sequence

from reflections.documents.anchors import Anchor
from reflections.journal.actions.answers import AnswerMoved, write_marks
from reflections.journal.marks import followed
from reflections.journal.models import Answer
from reflections.journal.reading import wording


def mark_phrases(*, answer: Answer, marks: Sequence[Anchor | str], base: int | None = None) -> Answer:
    """`marks` are what is marked in `answer` from now on; a phrase without context where it first stands.

    Raises `AnswerMoved` when the answer is no longer at version `base`.
    """
    if base is not None and answer.version != base:
        raise AnswerMoved(answer)
    sent = [each if isinstance(each, Anchor) else Anchor.read(each) for each in marks]
    value = answer.value
    kept = followed(answer.marks, wording(answer), value, value, sent)
    return write_marks(answer, kept, uuid.uuid4())
