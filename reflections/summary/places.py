"""Places beside the wish: a picture made of two answers."""

from reflections.documents.document import Part
from reflections.documents.marking import with_marks
from reflections.journal.reading import Answered
from reflections.kinds.places_parts import drawn
from reflections.summary.parts import written


def beside(places: Answered, want: Answered | None) -> tuple[Part, ...]:
    """What stands in the summary for an answer of the kind `places`, drawn beside what is wished in `want`.

    Without a wish it is what the answer says by itself; nothing where it says nothing.
    """
    if not written(places) or places.value is None:
        return ()
    wish = want.value if want is not None else None
    return with_marks(drawn(places.prompt, places.value, wish), places.anchors)
