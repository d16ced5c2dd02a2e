"""What the tests of policies share."""

import pytest

from policies.document import reading
from policies.selectors import documents


@pytest.fixture(autouse=True, scope="session")
def every_document_is_read_anew() -> None:
    """A process remembers the documents it has read. `make mutate` starts each of its runs from a process that has read
    them all with the code as it is: what is remembered there would hide a change."""
    for remembered in (reading._read, documents._parsed, documents._form, documents.preset):
        remembered.cache_clear()
