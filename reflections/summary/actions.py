"""What changes in a summary: its sentences can be put away, and asked back."""

from reflections.people.models import Person
from reflections.summary.models import Dismissal


def held(person: Person) -> dict[str, int]:
    """How many rows of each kind the summary holds of a person."""
    return {"dismissals": Dismissal.objects.filter(journal__person=person).count()}
