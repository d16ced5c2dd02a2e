"""How complaints end: the policy's outcomes, which say nothing about discipline, and what is kept after them."""

from typing import Any

import pytest
from django.db.models import Model

from accounts.models import Person
from accounts.rules import Refused
from concerns.models import Complaint, ComplaintLine, Concerned, Question, Unlocked
from concerns.services import complaints as services
from policies.selectors import preset, presets
from records.models import Event
from tests.cast import AT, Cast, build

from .complaining import SECRET, filed, follow, hold, page, receipt, site

pytestmark = pytest.mark.django_db
SPEECH = "about a personal page or protected speech: no action"
PERSONAL = {"chsd230": "administration", "crschools": ""}


def written() -> str:
    """Everything the room keeps, as text."""
    kept: list[type[Model]] = [Complaint, ComplaintLine, Question, Concerned, Unlocked]
    return str([list(model._default_manager.values()) for model in kept])


@pytest.mark.clause("002:21", "004:1")
@pytest.mark.parametrize("policy", PERSONAL)
def test_after_protected_speech_nothing_about_the_person_is_kept(policy: str) -> None:
    cast = build(policy)
    if PERSONAL[policy]:
        hold(cast.casey, PERSONAL[policy])
    complaint = filed(cast, site(cast), seen_at="On a page of Ms. Q.", contact_name="Robin Quill", done="I told Ms. Q.")
    given: dict[str, Any] = {"complaint": complaint, "by": cast.casey, "at": AT}
    services.write_note(text="Ms. Q. wrote it at home.", **given)
    services.unlock_contact(**given)
    services.ask_question(person=cast.maya, text="Is it Ms. Q.?", **given)
    services.conclude(outcome=SPEECH, reason="Ms. Q. spoke as a citizen.", message="Ms. Q. may say so.", **given)
    assert not [word for word in ("Ms. Q", "Robin", SECRET, str(cast.maya)) if word in written()]
    complaint.refresh_from_db()
    assert (complaint.outcome, complaint.erased_at, complaint.site, complaint.concerned.count()) == (SPEECH, AT, None, 0)
    events = [f"{row.sentence}{row.reason}{row.details}" for row in Event.objects.filter(subject_kind="complaint")]
    assert not [each for each in events if "Ms. Q" in each or "Robotics" in each or "Maya" in each]
    seen = follow(receipt(complaint)).content.decode()
    assert (SPEECH.capitalize() in seen, "Ms. Q" in seen) == (True, False)
    assert "Nothing of what was written" in page(cast, cast.casey, complaint).content.decode()


@pytest.mark.clause("000:16", "002:22")
@pytest.mark.parametrize(("policy", "receiver", "role"), [("staffuse", "sue", ""), ("chsd230", "casey", "administration")])
def test_a_complaint_ends_as_referred_and_says_nothing_about_discipline(policy: str, receiver: str, role: str) -> None:
    cast: Cast = build(policy)
    by: Person = getattr(cast, receiver)
    if role:
        hold(by, role)
    complaint = filed(cast, site(cast))
    services.conclude(complaint=complaint, outcome="referred", reason="It is for somebody else.", by=by, at=AT)
    seen = follow(receipt(complaint)).content.decode()
    assert "We looked into it and passed it on." in seen
    assert ("referred" in seen, "somebody else" in seen) == (False, False)
    columns = {field.name for field in Complaint._meta.get_fields()}
    assert not [name for name in columns if "disciplin" in name or "sanction" in name or "employee" in name]


def test_no_outcome_of_a_policy_that_comes_along_says_anything_about_discipline() -> None:
    said = [each for key in presets() for spec in preset(key).complaints for each in spec.outcomes]
    assert said
    assert not [each for each in said if "disciplin" in each or "terminat" in each or "dismiss" in each]


def test_only_outcomes_of_the_policy_are_recorded() -> None:
    cast = build("staffuse")
    complaint = filed(cast, site(cast))
    with pytest.raises(Refused, match="one of the policy's outcomes"):
        services.conclude(complaint=complaint, outcome="suspended without pay", reason="x", by=cast.sue, at=AT)
