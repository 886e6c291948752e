"""What one rule notices in answers that are put together here, without a journal."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.utils import timezone

from reflections.guide.library import guide
from reflections.journal.reading import Answered
from reflections.kinds import kind
from reflections.summary.observations import observe

TODAY = dt.date(2026, 11, 4)


def answered(key: str, value: Any, **wording: Any) -> Answered:
    """An answer to a prompt of the guide, read as the journal reads it; `wording`: what the prompt said otherwise."""
    prompt = replace(guide().prompts[key], **wording)
    whole = kind(prompt.kind).upgrade(value) if value else None
    return Answered(uuid.uuid4(), prompt, whole, (), "", timezone.now(), "written")


def noticed(rule: str, **said: Any) -> list[str]:
    """The sentences of one rule; `said`: values by prompt, with underscores for its hyphens."""
    found = {key.replace("_", "-"): value for key, value in said.items()}
    observations = observe({key: answered(key, value) for key, value in found.items()}, TODAY)
    return [each.words for each in observations if each.rule == rule]
