"""The deeds about a site's public record: an item withheld or given out, a bundle made."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.access import standing_of
from accounts.models import Person
from accounts.rules import Refused

from .. import access, rules, states
from ..models import Bundle, Exemption, Site
from ..selectors.record import decisions_about
from .kept import record_by


@transaction.atomic
def decide_exemption(
    *, site: Site, part: str, ref: str, title: str, verdict: str, reason: str, by: Person, at: datetime
) -> Exemption:
    """Withhold one item of a site's record from public copies, or give it out, with a reason. Clause 001:5: case by case.

    `title` is the item in the words of the trail, without what it says. Refuses whoever answers for the site, what is so
    already, and the later of two who decide at once.
    """
    reason = reason.strip()
    standing = standing_of(by, at=at)
    acting_for = access.may_decide_record(standing, site)
    rules.reason_given(reason)
    if verdict not in states.RULINGS:
        raise Refused("Choose whether it is withheld or given out.")
    before = decisions_about(site, part, ref)
    if before and before[-1].verdict == verdict:
        last = before[-1]
        raise Refused(f"{last.decided_name} has decided so already: {last.get_verdict_display().lower()}.")
    try:
        with transaction.atomic():
            row = Exemption.objects.create(
                site=site,
                part=part,
                ref=ref,
                turn=len(before) + 1,
                verdict=verdict,
                reason=reason,
                decided_by=by,
                decided_name=by.name,
                acting_for=acting_for,
                decided_at=at,
            )
    except IntegrityError:
        raise Refused("Somebody else decided about this in the meantime. Look at it again.") from None
    deed = {states.WITHHELD: "withheld", states.GIVEN_OUT: "gave out"}[verdict]
    sentence = f"{deed} one item of the record of {site}: {title}"
    record_by("decide_exemption", site, sentence, by, at, acting_for, reason=reason)
    return row


@transaction.atomic
def take_out(*, site: Site, number: int, whole: bool, items: int, withheld: int, sha256: str, by: Person, at: datetime) -> Bundle:
    """Note that a copy of a site's record was made, under its number. Refuses a number that another bundle has by now."""
    standing = standing_of(by, at=at)
    acting_for = access.may_take_whole_record(standing, site) if whole else ""
    access.may_take_record(standing, site)
    try:
        with transaction.atomic():
            row = Bundle.objects.create(
                district_id=site.district_id,
                site=site,
                number=number,
                whole=whole,
                items=items,
                withheld=withheld,
                sha256=sha256,
                made_at=at,
                made_by=by,
                made_name=by.name,
            )
    except IntegrityError:
        raise Refused("Another bundle was made at the same moment. Try again.") from None
    kind = "the full copy" if whole else "a redacted copy"
    sentence = f"took out {kind} of the record of {site}: bundle {number}, {items} items, {withheld} withheld"
    record_by("take_out", site, sentence, by, at, acting_for, details={"sha256": sha256})
    return row
