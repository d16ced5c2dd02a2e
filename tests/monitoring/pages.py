"""Reading a page as people do."""

import re
from typing import Any

from monitoring.models import CheckIn
from tests.monitoring.days import DUE, local

EIGHT = local(DUE, 8)


def words(response: Any) -> str:
    """What a page says, without its tags."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def path(check_in: CheckIn) -> str:
    """Where a check-in is answered."""
    return f"/check-ins/{check_in.pk}/"
