"""The one Django app."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """All packages of the product, under one label and one line of migrations."""

    name = "reflections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for sign-ins, and to what is a matter of security, from the first request on."""
        from reflections.people import events, sessions  # noqa: F401 - they need models, which are there only now
