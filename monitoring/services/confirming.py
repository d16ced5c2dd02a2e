"""Asking again, when the policy has changed, whether sites are still right; and the answer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts import wording
from accounts.access import actor, standing_of
from accounts.models import Person
from accounts.rules import Refused
from monitoring import rules, states
from monitoring.models import Confirmation
from policies.models import PolicyVersion
from records import events
from records.events import Actor
from registry import services as registry

SAID = {states.RIGHT: "said that {} is still right under {}", states.CHANGE: "said that {} needs a change under {}"}


@transaction.atomic
def ask_again(
    *, version: PolicyVersion, sites: Iterable[tuple[int, Sequence[str]]], due_on: date, by: Actor, at: datetime
) -> int:
    """Ask whoever answers for each of these sites whether it is still right under a version, by a day; how many.

    `sites` are pairs of a site's id and the reasons for asking. A site is asked once for a version.
    """
    rows = [
        Confirmation(site_id=pk, policy_version=version, reasons=list(reasons), due_on=due_on, asked_at=at, asked_by=by.name)
        for pk, reasons in sites
    ]
    Confirmation.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    events.record(
        verb="ask_again",
        subject=("policy", version.pk),
        sentence=f"asked about {wording.count(len(rows), 'site')} again under {version}, by {wording.full_day(due_on)}",
        by=by,
        at=at,
        district_id=version.district_id,
    )
    return len(rows)


@transaction.atomic
def confirm(*, confirmation: Confirmation, outcome: str, note: str, by: Person, at: datetime) -> Confirmation:
    """Write down whether a site is still right, once. A site that is to be closed is closed at once, by the rules of that.

    A site that is right stands under the new version from the next morning on, or from the first on which it is in force.
    """
    note = note.strip()
    rules.is_confirmation(outcome, note)
    fresh = _read(confirmation.pk)
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    acting_for = rules.may_confirm(standing, fresh)
    answered = Confirmation.objects.filter(pk=fresh.pk, state=states.OPEN).update(
        state=states.ANSWERED, outcome=outcome, note=note, answered_by=by, answered_name=by.name, acting_for=acting_for,
        answered_at=at,
    )  # fmt: skip
    fresh = _read(fresh.pk)
    if not answered:
        raise Refused(why_answered(fresh))
    if outcome == states.CLOSE:
        registry.close(site=fresh.site, reason=note, by=by, at=at)
        return fresh
    events.record(
        verb="confirm",
        subject=("site", fresh.site_id),
        sentence=SAID[outcome].format(fresh.site, fresh.policy_version),
        by=actor(by, acting_for=acting_for),
        at=at,
        district_id=fresh.site.district_id,
        reason=note,
    )
    return fresh


def _read(pk: int) -> Confirmation:
    rows = Confirmation.objects.select_related(
        "site__district", "site__school", "site__responsible__supervisor", "policy_version"
    )
    return rows.defer("policy_version__text").get(pk=pk)


def why_answered(confirmation: Confirmation) -> str:
    """Why it cannot be answered any more."""
    if confirmation.state == states.CANCELLED:
        return "This is no longer asked: the site is not active any more."
    return f"{confirmation.answered_name} was faster: {states.CONFIRMATIONS[confirmation.outcome].lower()}."
