"""Reading a page as people do."""

import re
from typing import Any


def words(response: Any) -> str:
    """What a page says, without its tags, and what stands in its fields."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return text(main[0] if main else response.content.decode())


def text(html: str) -> str:
    """HTML without its tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#39;", "'").replace("&#34;", '"').split())
