"""The clock of the tests of kinds."""

import pytest
from django.utils import timezone

STARTED = timezone.now()


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples name days counted from the one on which they were made: a run past midnight stays on that day."""
    monkeypatch.setattr(timezone, "now", lambda: STARTED)
