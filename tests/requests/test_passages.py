"""What a policy wants to be read on its form stands there, with its sentence."""

from html import unescape

import pytest
from django.urls import reverse

from policies.selectors import document_of, presets
from tests.cast import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("preset", "number"),
    [
        pytest.param("policy401", "5", marks=pytest.mark.clause("001:5")),
        pytest.param("staffuse", "14", marks=pytest.mark.clause("000:14")),
        pytest.param("staffuse", "12", marks=pytest.mark.clause("000:12")),
        pytest.param("crschools", "2", marks=pytest.mark.clause("004:2")),
    ],
)
def test_the_form_says_it_before_anything_is_typed_with_clause_and_quote(preset: str, number: str) -> None:
    cast = build(preset)
    page = unescape(cast.client(cast.maya).get(reverse("submission-new")).content.decode())
    row = next(row for row in document_of(cast.policy).passages if row.number == number)
    told = page.partition('<form method="post" action="/submissions/new/"')[0]
    assert [said for said in (row.says, row.quote, row.clause) if said not in told] == []


@pytest.mark.parametrize("preset", presets())
def test_no_other_passage_stands_there(preset: str) -> None:
    cast = build(preset)
    policy = document_of(cast.policy)
    page = unescape(cast.client(cast.maya).get(reverse("submission-new")).content.decode())
    shown = [row.number for row in policy.passages if f"<p>{row.says}</p>" in page]
    assert shown == [row.number for row in policy.passages if "request" in row.shown_at]
    assert ("What the policy says here" in page) == bool(shown)
