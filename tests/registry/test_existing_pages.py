"""Pages that existed before: by when the policy wants them registered, who is reminded, and what is late."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.selectors import Cursor
from policies.selectors import existing_pages_by, preset_text
from policies.services import load_policy
from records.events import OPERATOR, trail
from registry import services
from registry.models import Campaign, Claim, Site
from registry.selectors import campaign_panel, claims_page, claims_waiting_for, progress_page
from tests.cast import AT, TODAY, Cast
from tests.policies.making import text
from tests.requests.filing import file

from .unofficial import campaign

pytestmark = pytest.mark.django_db
WITHIN = {"mode": "none", "existing_pages": "must_register", "existing_pages_within": "30 days"}
FIELDS = [{"key": "page_name", "type": "text"}, {"key": "exists_already", "type": "bool"}]
BY, SAID = date(2026, 10, 15), "Pages that exist are to be registered by October 15, 2026."


@pytest.fixture
def at_work() -> Iterator[None]:
    """It is Tuesday morning, September 15, 2026."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def dated(cast: Cast) -> Cast:
    """A policy in force from today on, with thirty days for pages that exist."""
    written = text(intake=WITHIN, field=FIELDS)
    cast.policy = load_policy(district=cast.lakeside, text=written, in_force_from=TODAY, by=OPERATOR, at=AT)
    return cast


def later(cast: Cast, days: int) -> date:
    return TODAY + timedelta(days=days)


def test_the_day_is_counted_from_the_first_day_of_the_policy_whichever_version_is_in_force(dated: Cast) -> None:
    assert existing_pages_by(dated.lakeside, TODAY) == BY
    changed = text(intake=WITHIN, field=FIELDS, terms={"school": "campus"})
    load_policy(district=dated.lakeside, text=changed, in_force_from=later(dated, 10), by=OPERATOR, at=AT)
    assert existing_pages_by(dated.lakeside, later(dated, 10)) == BY
    assert existing_pages_by(dated.harbor, TODAY) is None
    load_policy(district=dated.lakeside, text=preset_text("jndc"), in_force_from=later(dated, 11), by=OPERATOR, at=AT)
    assert existing_pages_by(dated.lakeside, later(dated, 11)) is None


def test_whoever_begins_a_campaign_is_offered_the_day_and_whoever_is_asked_is_reminded_of_it(dated: Cast) -> None:
    begun = campaign(dated, until=date(2026, 10, 1))
    assert Claim.objects.get().register_by == BY
    waiting = claims_waiting_for(dated.standing(dated.maya))
    assert waiting is not None
    assert waiting.meta == f"Chess. {SAID}"
    (line,) = claims_page(dated.standing(dated.maya), Cursor()).lines
    assert line.meta == f"Instagram. {SAID}"
    assert ("To be registered by", "October 15, 2026") in campaign_panel(begun, dated.standing(dated.tom)).facts


def test_what_somebody_owns_and_did_not_register_in_time_is_late(dated: Cast) -> None:
    begun = campaign(dated)
    services.answer_claim(claim=Claim.objects.get(), answer="mine", by=dated.maya, at=AT)

    def shown(on: date) -> tuple[str, str]:
        (line,) = progress_page(Campaign.objects.get(pk=begun.pk), Cursor(), today=on).lines
        return line.meta.partition("a.m. ")[2], line.tone

    assert shown(BY) == ("It is not registered yet, and is to be by October 15, 2026.", "done")
    assert shown(BY + timedelta(days=1)) == ("It is not registered yet, and was to be by October 15, 2026.", "late")


def test_the_form_says_by_when_and_a_page_that_comes_later_is_flagged_in_its_history(dated: Cast) -> None:
    file(dated, version=dated.policy, exists_already=True, page_name="In time")
    file(dated, version=dated.policy, exists_already=True, page_name="Too late", at=AT + timedelta(days=40))
    file(dated, version=dated.policy, exists_already=False, page_name="New", at=AT + timedelta(days=40))
    late = "The page existed already and was to be registered by October 15, 2026."
    said = {
        site.name: late in " ".join(row.sentence + row.reason for row in trail("site", site.pk)) for site in Site.objects.all()
    }
    assert said == {"In time": False, "Too late": True, "New": False}


@pytest.mark.usefixtures("at_work")
def test_the_screens_say_it(dated: Cast) -> None:
    assert SAID in dated.client(dated.maya).get(reverse("submission-new")).content.decode()
    page = dated.client(dated.tom).get(reverse("campaign-new")).content.decode()
    assert SAID in page
    assert 'value="2026-10-15"' in page


@pytest.mark.usefixtures("at_work")
def test_a_policy_without_such_a_day_says_nothing(cast: Cast) -> None:
    assert "A page that exists already" not in cast.client(cast.maya).get(reverse("submission-new")).content.decode()
    assert "The policy sets a day" not in cast.client(cast.tom).get(reverse("campaign-new")).content.decode()
    campaign(cast)
    assert Claim.objects.get().register_by is None
