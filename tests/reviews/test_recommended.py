"""Whoever sets the duties sees what the policy recommends and what it wants looked at."""

from html import unescape

import pytest
from django.urls import reverse

from policies.selectors import document_of
from tests.cast import Cast
from tests.requests import filing
from tests.requests.filing import seat
from tests.requests.public import JNDC, file

pytestmark = pytest.mark.django_db

PLAN = ("What are the messages", "Who is it for", "What are the goals", "How will it be kept current and accurate")


def looked_at(page: str) -> list[str]:
    """The lines of the checklists that ask for a look."""
    return [part.partition("</li>")[0] for part in page.split('<li class="look">')[1:]]


@pytest.mark.clause("003:13")
def test_the_assign_step_and_its_card_show_what_was_recommended_and_left_open(jndc: Cast) -> None:
    filed = file(jndc, JNDC, goals="That everybody finds the next game.")
    sam = jndc.client(jndc.sam)
    open_ = [title for title in PLAN if title != "What are the goals"]
    for path in (reverse("queue"), reverse("decision", args=[seat(filed, "duties").pk])):
        page = unescape(sam.get(path).content.decode())
        found = [line for line in looked_at(page) if "Not answered, though the policy prefers it." in line]
        assert [title for title in PLAN if any(title in line for line in found)] == open_


@pytest.mark.clause("003:14")
def test_whoever_sets_the_duties_reads_what_the_policy_wants_looked_at(jndc: Cast) -> None:
    filed = file(jndc, JNDC)
    page = unescape(jndc.client(jndc.sam).get(reverse("decision", args=[seat(filed, "duties").pk])).content.decode())
    row = next(row for row in document_of(jndc.policy).passages if row.number == "14")
    assert "Look at this too" in page
    assert [said for said in (row.says, row.quote, row.clause) if said not in page] == []


def test_where_the_policy_wants_nothing_looked_at_nothing_is_said(cast: Cast) -> None:
    filed = filing.file(cast)
    page = unescape(cast.client(cast.pat).get(reverse("decision", args=[seat(filed, "principal").pk])).content.decode())
    assert "Look at this too" not in page
