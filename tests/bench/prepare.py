"""Two databases with the same people in them, each signed in and with one answer written."""

import os
import sys
import uuid

PEOPLE = 64
CSRF = "b" * 32


def main() -> None:
    """`python -m tests.bench.prepare SETTINGS`: prints a line `session-key round-id` for each person."""
    os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    from reflections.guide.actions import load_guide

    load_guide(settings.BASE_DIR / "fixtures" / "guide")
    for number in range(PEOPLE):
        print(*_person(number))


def _person(number: int) -> tuple[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from reflections.guide.library import guide
    from reflections.journal.actions import Save, save_answer
    from reflections.people.models import Person

    person = Person.objects.create(username=f"person{number}", password="!")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    words = "A topic that draws me, and what in it I would miss. " * 8
    if "floor" in settings.ROOT_URLCONF:
        from tests.bench.floor.models import Note

        Note.objects.create(owner=person, text=words)
        return str(session.session_key), "-"
    value = {"kind": "text", "v": 1, "text": words}
    prompt = guide().prompts["topic"]
    answer = save_answer(person=person, prompt=prompt, value=value, aside="", save=Save(key=uuid.uuid4()))
    return str(session.session_key), str(answer.round_id)


if __name__ == "__main__":
    main()
