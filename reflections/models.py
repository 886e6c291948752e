"""The tables, by package. Django looks here; nothing else does."""

from reflections.guide.models import *  # noqa: F403
from reflections.journal.models import *  # noqa: F403
from reflections.pages.models import *  # noqa: F403
from reflections.people.models import *  # noqa: F403
from reflections.summary.models import *  # noqa: F403
