"""The floor: the product's settings and middleware, with one model, one page and one form."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.floor"]
ROOT_URLCONF = "tests.bench.floor.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], __file__.replace("settings.py", "templates")]
MIGRATION_MODULES = {"floor": None}
