"""What was deleted is in no page of the file and in no log."""

from pathlib import Path

from tests.management.backing import Place
from tests.wire import own_server

WRITE = """
from reflections.management.seed import make_people
make_people(people=3, rounds=1)
print(Answer.objects.exclude(value_sealed="").first().value_sealed)
"""
DELETE = "Answer.objects.all().delete()"


def test_a_deleted_answer_is_found_in_no_page(tmp_path: Path):
    with own_server(tmp_path, "untold_traces") as server:
        place = Place(server)
        sealed = place.do("shell", "--verbosity", "0", "-c", WRITE).split()[-1][9:].encode()
        assert there(server.folder, sealed[:40]) or not server.database.startswith("sqlite")
        place.do("shell", "--verbosity", "0", "-c", DELETE)
        assert "Deleted:" in place.do("tidy")
        assert not there(server.folder, sealed[:40])


def there(folder: Path, words: bytes) -> list[str]:
    """The files that hold some words."""
    return [file.name for file in folder.iterdir() if file.is_file() and words in file.read_bytes()]
