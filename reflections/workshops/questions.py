"""What a step asks: the guide's prompt, in the workshop's language, as tender as the step."""

from dataclasses import replace

from reflections.guide.library import guide
from reflections.kinds import Prompt
from reflections.workshops.models import Step


def asked(step: Step, language: str | None = None) -> Prompt | None:
    """The prompt of a step in `language` (else the workshop's); nothing for a step that asks nothing."""
    prompt = guide(language or step.workshop.language).prompts.get(step.prompt)
    return replace(prompt, tender=step.tender or prompt.tender) if prompt else None
