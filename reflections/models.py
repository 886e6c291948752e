"""The tables, by package. Django looks here; nothing else does."""

from reflections.guide.models import *
from reflections.journal.models import *
from reflections.pages.models import *
from reflections.people.models import *
from reflections.summary.models import *
from reflections.workshops.models import *
