"""Guidelines for tests: written by Sue, the superintendent, whom the model policy names."""

from datetime import date, datetime
from typing import Any

from accounts.models import Person
from policies.models import Campaign, Guideline, GuidelineVersion
from policies.selectors import open_campaign
from policies.services import acknowledge, add_guideline, publish
from tests.cast import AT, TODAY, Cast

FIRST = "Be kind.\n\nAnswer within two school days."
SECOND = "Be kind and brief.\n\nAnswer within two school days.\n\nNames of students are never shown."
LATER = date(2026, 10, 1)


def guideline(cast: Cast, title: str = "Guidelines for posting", *, by: Person | None = None) -> Guideline:
    """A guideline without a text."""
    who = by or cast.sue
    assert who.district is not None
    return add_guideline(district=who.district, title=title, by=who, at=AT)


def version(cast: Cast, of: Guideline, text: str = FIRST, **more: Any) -> GuidelineVersion:
    """The next version of a guideline, in force from the day of the tests."""
    given: dict[str, Any] = {"in_force_from": TODAY, "by": cast.sue, "at": AT, "note": "It says more.", **more}
    return publish(guideline=of, text=text, **given)


def asked(cast: Cast, *, title: str = "Guidelines for posting", audience: str = "everybody", due_on: date = LATER) -> Campaign:
    """A first version that people are asked to acknowledge."""
    made = guideline(cast, title)
    version(cast, made, audience=audience, due_on=due_on)
    found = open_campaign(made)
    assert found is not None
    return found


def agree(campaign: Campaign, *people: Person, at: datetime = AT) -> None:
    """Some people acknowledge what they are asked about."""
    for person in people:
        acknowledge(version=campaign.version, by=person, at=at)
