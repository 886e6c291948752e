"""Two passages side by side: each under its head, escaped, marked, and said to be open where nothing stands."""

from reflections.documents.document import Beside, Document, Passage, Section
from reflections.documents.html import to_html
from reflections.documents.markdown import to_markdown

BOTH = Beside(("May", "November"), Passage("rain & <radar>"), Passage("two\nlines of #words"))


def markdown(part: Beside) -> str:
    return to_markdown(Document("Title", "en", sections=(Section("s", "Section", parts=(part,)),)))


def test_on_the_screen_the_earlier_one_comes_first() -> None:
    shown = str(to_html([BOTH]))
    order = [shown.index(words) for words in ("May", "rain &amp; &lt;radar&gt;", "November", "two\nlines")]
    assert order == sorted(order)
    assert shown.count('class="yours" dir="auto"') == 2


def test_in_a_file_each_is_a_quotation_under_its_head() -> None:
    assert markdown(BOTH).endswith("**May**\n\n> rain & \\<radar\\>\n\n**November**\n\n> two\\\n> lines of #words\n")


def test_where_nothing_stands_it_says_so() -> None:
    half = Beside(("Then", "Now"), Passage(" "), Passage("words"))
    assert "left open" in str(to_html([half])) and str(to_html([half])).count("yours") == 1
    assert "**Then**\n\nleft open\n\n**Now**" in markdown(half)
