"""A draft becomes a version."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts.access import Standing, actor, standing_of
from accounts.models import Person
from accounts.roles import EDITS_POLICIES
from accounts.rules import Refused
from policies.models import PolicyVersion
from policies.selectors import same_in_force, version_in_force
from policies.services import load_policy
from records.events import Actor

from .. import rules
from ..models import Draft


@transaction.atomic
def adopt(*, draft: Draft, edition: int, in_force_from: date, by: Person, at: datetime) -> PolicyVersion:
    """Load a draft as the district's next version, in force from a day. The loading is the one event.

    Refused where somebody saved the draft after `edition` was read: what is adopted is what was looked at. Raises
    PolicyError with every problem where the text is no policy.
    """
    standing = standing_of(by, at=at)
    rules.may_draft(standing, draft)
    mine = Draft.objects.filter(pk=draft.pk, edition=edition, adopted_as__isnull=True, discarded_at__isnull=True)
    claimed = mine.update(edition=F("edition") + 1)
    draft.refresh_from_db()
    if not claimed:
        rules.is_open(draft)
        rules.is_the_last_edition(draft, edition)
    is_first = version_in_force(draft.district_id, standing.on) is None
    rules.begins_in_time(in_force_from, on=standing.on, is_first=is_first)
    if same := same_in_force(draft.district_id, draft.text, in_force_from):
        raise Refused(f"Nothing would change: {same} is this text, to the letter.")
    version = load_policy(district=draft.district, text=draft.text, in_force_from=in_force_from, by=doer(standing), at=at)
    Draft.objects.filter(pk=draft.pk).update(adopted_as=version)
    draft.adopted_as = version
    return version


def doer(standing: Standing) -> Actor:
    """Who acts, and for whom where they edit policies only as somebody's designee."""
    names = [held.acting_for for held in standing.held if EDITS_POLICIES in held.capabilities]
    return actor(standing.person, acting_for=min(names, key=bool) if names else "")
