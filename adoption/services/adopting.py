"""A draft becomes a version."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts.access import Standing, actor, standing_of
from accounts.models import Person
from accounts.roles import EDITS_POLICIES
from accounts.rules import Refused
from monitoring.services import ask_again
from policies.models import PolicyVersion
from policies.rules import begins_in_time
from policies.selectors import document_of, same_in_force, version_in_force
from policies.services import load_policy
from records.events import Actor

from .. import rules
from ..models import Draft
from ..selectors import out_of_line


@transaction.atomic
def adopt(
    *, draft: Draft, edition: int, in_force_from: date, by: Person, at: datetime, ask_by: date | None = None
) -> PolicyVersion:
    """Load a draft as the district's next version, in force from a day. The loading is the one event.

    With `ask_by`, whoever answers for a site that falls out of line is asked whether it is still right, by that day: a
    deed of its own, with an event of its own.

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
    rules.leaves_time(ask_by, on=standing.on)
    begins_in_time(in_force_from, on=standing.on, is_first=is_first)
    if same := same_in_force(draft.district_id, draft.text, in_force_from):
        raise Refused(f"Nothing would change: {same} is this text, to the letter.")
    version = load_policy(district=draft.district, text=draft.text, in_force_from=in_force_from, by=doer(standing), at=at)
    Draft.objects.filter(pk=draft.pk).update(adopted_as=version)
    draft.adopted_as = version
    if ask_by is not None:
        _ask_again(draft, version, ask_by=ask_by, on=max(standing.on, in_force_from), by=doer(standing), at=at)
    return version


def _ask_again(draft: Draft, version: PolicyVersion, *, ask_by: date, on: date, by: Actor, at: datetime) -> None:
    lines = out_of_line(draft.district, document_of(version), on=on)
    asked = [(line.pk, [reason.sentence for reason in line.reasons]) for line in lines]
    ask_again(version=version, sites=asked, due_on=ask_by, by=by, at=at)


def doer(standing: Standing) -> Actor:
    """Who acts, and for whom where they edit policies only as somebody's designee."""
    names = [held.acting_for for held in standing.held if EDITS_POLICIES in held.capabilities]
    return actor(standing.person, acting_for=min(names, key=bool) if names else "")
