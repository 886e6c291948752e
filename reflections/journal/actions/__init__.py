"""Everything that changes a journal. When an action returns, its rows are on the disk."""

from reflections.journal.actions.answers import (
    SITTING,
    AnswerMoved,
    Save,
    keep_theirs,
    put_away_date,
    restore_revision,
    save_answer,
)
from reflections.journal.actions.gifts import give_row
from reflections.journal.actions.holdings import claim, forget, held
from reflections.journal.actions.links import digest, make_return_link, person_of
from reflections.journal.actions.marks import mark_phrases
from reflections.journal.actions.notes import (
    Draft,
    NoJournal,
    NoSuchNote,
    NoteMoved,
    delete_note,
    keep_beside,
    save_note,
)
from reflections.journal.actions.reminders import (
    NoSuchLink,
    ask_for_reminders,
    reminder_of,
    stop_by_link,
    stop_reminders,
)
from reflections.journal.actions.rounds import (
    NoSuchRound,
    current_round,
    open_journal,
    open_sheet,
    progress,
    room_round,
    states,
)

__all__ = [
    "SITTING",
    "AnswerMoved",
    "Draft",
    "NoJournal",
    "NoSuchLink",
    "NoSuchNote",
    "NoSuchRound",
    "NoteMoved",
    "Save",
    "ask_for_reminders",
    "claim",
    "current_round",
    "delete_note",
    "digest",
    "forget",
    "give_row",
    "held",
    "keep_beside",
    "keep_theirs",
    "make_return_link",
    "mark_phrases",
    "open_journal",
    "open_sheet",
    "person_of",
    "progress",
    "put_away_date",
    "reminder_of",
    "restore_revision",
    "room_round",
    "save_answer",
    "save_note",
    "states",
    "stop_by_link",
    "stop_reminders",
]
