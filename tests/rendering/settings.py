"""The product's settings, an address that asks for jobs, and the stand-in in the render process."""

from reflections.documents.pdf import process
from tests.rendering.standin import COMMAND
from tests.settings import *  # noqa: F403 - settings are names

ROOT_URLCONF = "tests.rendering.urls"
process.COMMAND = COMMAND
