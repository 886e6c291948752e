"""Sends what a page shows, as a browser without a script would."""

import re
import uuid
from typing import Any

from tests.kinds.reading import Page


def body(page: Any, **more: str) -> dict[str, str]:
    """What the page sends, with a few fields typed anew."""
    form = re.sub("<template.*?</template>", "", _form(page.text), flags=re.DOTALL)
    sent = {name: texts[-1] for name, texts in Page(form).sends().lists()}
    return {**sent, "key": str(uuid.uuid4()), **more}


def _form(html: str) -> str:
    start = html.index('<form class="sheet"')
    return html[start : html.index("</form>", start) + len("</form>")]
