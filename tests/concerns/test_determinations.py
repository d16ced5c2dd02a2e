"""Who determines how a complaint ends: a named administrator, with category and reason; some outcomes one role alone."""

import pytest
from django.urls import reverse

from accounts.models import Appointment
from accounts.rules import Refused
from concerns.models import Complaint
from concerns.services import complaints as services
from records.models import Event
from tests.cast import AT, TODAY, Cast, appoint, build

from .complaining import filed, follow, hold, page, readers, receipt, said, site, told

pytestmark = pytest.mark.django_db
FOUND = "violation found by the superintendent"
BOARD = "Professional Teaching Standards Board"


@pytest.fixture
def jndc(db: None) -> Cast:
    """Sam receives complaints; Casey is administration, Sue the superintendent."""
    made = build("jndc")
    hold(made.casey, "administration")
    return made


def refused(cast: Cast, complaint: Complaint, who: str, **ending: str) -> str:
    with pytest.raises(Refused) as raised:
        services.conclude(complaint=complaint, reason="x", by=getattr(cast, who), at=AT, **ending)
    return raised.value.sentence


@pytest.mark.clause("002:13")
def test_a_named_administrator_determines_the_category_and_says_why() -> None:
    cast = build("chsd230")
    hold(cast.casey, "administration")
    complaint = filed(cast, site(cast), category="harassing")
    path = reverse("complaint-deed", args=[complaint.pk, "conclude"])
    typed = {"outcome": "post removed", "finding": "defamatory", "reason": "It is untrue and harms somebody."}
    assert cast.client(cast.casey).post(path, typed).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.concluded_name, complaint.finding, complaint.reason) == ("Casey Moreno", "defamatory", typed["reason"])
    seen = page(cast, cast.casey, complaint).content.decode()
    assert all(words in seen for words in ("defamatory", "By Casey Moreno, September 15, 2026.", typed["reason"]))
    assert said(complaint)[-1] == ("conclude_complaint", "Casey Moreno", "concluded it")


@pytest.mark.clause("002:13")
def test_where_nobody_is_administration_whoever_receives_it_cannot_determine_but_bring_it_in() -> None:
    cast = build("chsd230")
    complaint = filed(cast, site(cast))
    assert readers(cast, complaint) == {"sam"}
    assert refused(cast, complaint, "sam", outcome="no action").startswith("Only Board or District administration records how")


@pytest.mark.clause("003:32")
def test_only_the_superintendent_or_a_designee_records_a_violation(jndc: Cast) -> None:
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    for who in ("sam", "casey"):
        assert refused(jndc, complaint, who, outcome=FOUND) == f"Only Superintendent records “{FOUND}”. Bring them in."
    assert readers(jndc, complaint) == {"sam", "casey"}
    path = reverse("complaint-deed", args=[complaint.pk, "bring-in"])
    assert jndc.client(jndc.sam).post(path, {"role": "superintendent"}).status_code == 302
    assert ("Sue Brandt", "A complaint about Robotics on Instagram") in told()
    assert said(complaint)[-1] == ("bring_in", "Sam Whitfield", "brought in the Superintendent")
    services.conclude(complaint=complaint, outcome=FOUND, reason="It was.", by=jndc.sue, at=AT)
    seen = follow(receipt(complaint)).content.decode()
    assert ("We looked into it and acted on it." in seen, "violation" in seen) == (True, False)


@pytest.mark.clause("003:32")
def test_a_designee_of_the_superintendent_records_it_in_that_name(jndc: Cast) -> None:
    own = Appointment.objects.get(person=jndc.sue)
    appoint(jndc.erin, "superintendent", ends_on=TODAY.replace(month=12), designee_of=own)
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    services.bring_in(complaint=complaint, role="superintendent", by=jndc.sam, at=AT)
    services.conclude(complaint=complaint, outcome=FOUND, reason="It was.", by=jndc.erin, at=AT)
    complaint.refresh_from_db()
    assert (complaint.concluded_name, complaint.concluded_for) == ("Erin Voss", "Sue Brandt")


@pytest.mark.clause("003:6")
def test_administration_alone_refers_to_the_licensing_board_and_reads_that_it_was(jndc: Cast) -> None:
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    sentence = f"Only District administration records that it is referred to the {BOARD}. Bring them in."
    assert refused(jndc, complaint, "sam", outcome="referred", referred_to=BOARD) == sentence
    assert refused(jndc, complaint, "casey", outcome="referred", referred_to="") == "Choose to whom it is referred."
    assert refused(jndc, complaint, "casey", outcome="referred", referred_to="The press") == "Choose to whom it is referred."
    services.conclude(complaint=complaint, outcome="referred", referred_to=BOARD, reason="x", by=jndc.casey, at=AT)
    assert BOARD in page(jndc, jndc.casey, complaint).content.decode()
    for where in (page(jndc, jndc.sam, complaint), follow(receipt(complaint))):
        assert BOARD not in where.content.decode()
    assert not [
        row for row in Event.objects.filter(subject_kind="complaint") if BOARD in f"{row.sentence}{row.details}{row.reason}"
    ]


def test_to_others_every_receiver_refers_and_reads_it(jndc: Cast) -> None:
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    services.conclude(complaint=complaint, outcome="referred", referred_to="Superintendent", reason="x", by=jndc.sam, at=AT)
    assert "Referred to" in page(jndc, jndc.casey, complaint).content.decode()


def test_whom_the_policy_does_not_name_is_not_brought_in(jndc: Cast) -> None:
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    with pytest.raises(Refused, match="whom the policy lets end complaints"):
        services.bring_in(complaint=complaint, role="principal", by=jndc.sam, at=AT)
    services.bring_in(complaint=complaint, role="superintendent", by=jndc.sam, at=AT)
    with pytest.raises(Refused, match="whom the policy lets end complaints"):
        services.bring_in(complaint=complaint, role="superintendent", by=jndc.sam, at=AT)


def test_an_outcome_that_refers_to_nobody_forgets_whom_was_chosen(jndc: Cast) -> None:
    complaint = filed(jndc, site(jndc, complaints_to=jndc.sam))
    services.conclude(complaint=complaint, outcome="no action", referred_to=BOARD, reason="x", by=jndc.sam, at=AT)
    complaint.refresh_from_db()
    assert complaint.referred_to == ""
