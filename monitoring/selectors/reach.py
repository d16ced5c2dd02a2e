"""Who hears of what: whom a check-in waits for, who helps, and which mails were heard."""

from collections.abc import Collection
from datetime import date, datetime

from accounts import roles
from accounts.models import Person
from accounts.selectors import Holder
from monitoring.models import CheckIn
from monitoring.schedule import levels
from records import outbox
from records.models import Message
from registry.models import Site

from .roster import Roster, ids


def roster_of(site: Site, on: date) -> Roster:
    """The roster that matters to one site: its school, the place of its responsible employee, and their designees."""
    person = site.responsible
    supervisor = person.supervisor_id if person else None
    schools = {site.school_id, person.place_id if person else None} - {None}
    people = {person.pk if person else None, supervisor} - {None}
    return Roster(site.district_id, on, schools={pk for pk in schools if pk}, people={pk for pk in people if pk})


def who_helps(check_in: CheckIn, *, besides: Person, on: date) -> list[Holder]:
    """Who hears at once that somebody needs help: the supervisor of the one who owes it, else the next of its ladder."""
    site = check_in.site
    roster = roster_of(site, on)
    owing = site.responsible if check_in.role == roles.RESPONSIBLE else besides
    chain = [(roles.SUPERVISOR,), *(level.to for level in levels(check_in.duty.ladder))]
    groups = [roster.supervisors(owing, school_id=site.school_id)]
    groups += [roster.first_held([group], school_id=site.school_id, of=site.responsible)[1] for group in chain]
    groups.append(roster.last_resort()[1])
    found = ([holder for holder in group if besides.pk not in ids([holder])] for group in groups)
    return next(filter(None, found), [])


def heard(keys: Collection[str], moment: datetime, *, district_id: int) -> set[str]:
    """Those mails that were sent before a moment, or were refused for good while others were taken.

    A mailbox that is closed must not keep the next role from hearing; an outage must.
    """
    found = outbox.sent_before(keys, moment)
    missing = set(keys) - found
    if missing:
        found |= _refused(missing, moment, district_id)
    return found


def _refused(keys: Collection[str], moment: datetime, district_id: int) -> set[str]:
    """Refused at the first attempt is refused for good: what a server cannot take now is tried again."""
    refused = Message.objects.filter(key__in=keys, state=Message.State.FAILED, attempt=1, created_at__lt=moment)
    rows = list(refused.values_list("key", "created_at"))
    if not rows:
        return set()
    sent = Message.objects.filter(district_id=district_id, state=Message.State.SENT, sent_at__lt=moment)
    last = sent.order_by("-id").values_list("sent_at", flat=True).first()
    return {key for key, created_at in rows if last is not None and last >= created_at}
