"""Everything that changes a journal. When an action returns, its rows are on the disk."""

from reflections.journal.actions.answers import (
    SITTING,
    AnswerMoved,
    Save,
    keep_theirs,
    restore_revision,
    save_answer,
)
from reflections.journal.actions.holdings import claim, forget, held
from reflections.journal.actions.links import digest, make_return_link, person_of
from reflections.journal.actions.marks import mark_phrases
from reflections.journal.actions.rounds import NoSuchRound, current_round, open_journal, progress, states

__all__ = [
    "SITTING",
    "AnswerMoved",
    "NoSuchRound",
    "Save",
    "claim",
    "current_round",
    "digest",
    "forget",
    "held",
    "keep_theirs",
    "make_return_link",
    "mark_phrases",
    "open_journal",
    "person_of",
    "progress",
    "restore_revision",
    "save_answer",
    "states",
]
