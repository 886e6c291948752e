"""Marks: the phrases that matter, chosen by their writer."""

from reflections.journal.models import Answer


def mark_phrases(*, answer: Answer, marks: list[str]) -> None:
    """The phrases the writer marked, in the order of the answer."""
    answer.marks = marks or None
    answer.save(update_fields=["marks_sealed"])
