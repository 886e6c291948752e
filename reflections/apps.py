"""The one Django app."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """All packages of the product, under one label and one line of migrations."""

    name = "reflections"
    default_auto_field = "django.db.models.BigAutoField"
