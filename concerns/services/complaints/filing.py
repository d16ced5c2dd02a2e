"""What people without an account do: file a complaint or a parent's wish, and add to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts import roles
from accounts.access import addressee, local_day
from accounts.models import District, School
from accounts.selectors import Holder, calendar_of
from policies.document.orders import ComplaintSpec
from policies.models import PolicyVersion
from policies.selectors import document_of
from records import events, outbox
from records.events import Actor
from registry.models import Site

from ... import states, tokens
from ...letters import complaints as letters
from ...models import Attempt, Complaint, ComplaintLine, Concerned, Receiver
from ...rules import complaints as rules
from ...selectors.clocks import days_of_complaint
from ...selectors.public import spec_for
from ...selectors.receiving import holders_of, looking_after, next_receivers, receivers_by_policy, roster_of
from ...tokens import Ticket

VISITOR = Actor(None, "Somebody without an account")
KEPT = timedelta(days=30)  # how long a visitor's hashed address is kept


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What was typed, and about what."""

    district: District
    version: PolicyVersion
    kind: str
    site: Site | None = None
    place: School | None = None
    category: str = ""
    text: str = ""
    seen_at: str = ""
    done: str = ""
    contact_name: str = ""
    contact: str = ""
    language: str = "en"


@transaction.atomic
def file_complaint(*, filing: Filing, ticket: Ticket | None, trap: str, visitor: str, at: datetime) -> tuple[Complaint, str]:
    """Take a complaint and give its receipt, once for each ticket; everybody who receives it is told at once.

    `visitor` is a network address: only a keyed hash of it is counted, apart from the complaint. Refuses a form that came
    back within seconds, one whose trap is filled in, an empty text, and too many from one network.
    """
    ticket = _at_the_door(ticket, trap, filing.text, at)
    known = Complaint.objects.filter(key=ticket.key).first()
    if known is not None:
        return known, tokens.receipt_of(ticket.key)
    _count(states.FILED, visitor, at)
    try:
        with transaction.atomic():
            complaint = _stored(filing, ticket, at)
    except IntegrityError:
        return Complaint.objects.get(key=ticket.key), tokens.receipt_of(ticket.key)
    route(complaint, spec_for(document_of(filing.version), filing.category), at)
    _record("file_complaint", complaint, "filed it", at)
    return complaint, tokens.receipt_of(ticket.key)


def _at_the_door(ticket: Ticket | None, trap: str, text: str, at: datetime) -> Ticket:
    rules.left_empty(trap)
    ours = rules.is_ours(ticket)
    rules.took_its_time(ours, at)
    rules.says_something(text)
    return ours


def _count(what: str, visitor: str, at: datetime) -> None:
    """Count this and refuse where it is too much; what is refused is not counted."""
    hashed = tokens.hash_of_visitor(visitor)
    Attempt.objects.create(visitor=hashed, what=what, at=at)
    rows = Attempt.objects.filter(visitor=hashed, what=what)
    rules.not_too_often((rows.filter(at__gt=at - within).count(), most) for within, most in rules.LIMITS[what])


def _stored(filing: Filing, ticket: Ticket, at: datetime) -> Complaint:
    place = filing.site.school if filing.site else filing.place
    days = calendar_of(district=filing.district, school_id=place.pk if place else None)
    today = local_day(at, filing.district.time_zone)
    policy = document_of(filing.version)
    answer_by, settle_by = days_of_complaint(policy, filing.kind, filing.category, filed_on=today, days=days)
    is_personal = filing.kind == states.PERSONAL
    return Complaint.objects.create(
        district=filing.district,
        site=filing.site,
        place=place,
        policy_version=filing.version,
        kind=filing.kind,
        category=filing.category,
        text=filing.text,
        seen_at="" if is_personal else filing.seen_at,
        done=filing.done,
        contact_name=filing.contact_name,
        contact=filing.contact,
        language=filing.language,
        key=ticket.key,
        receipt=tokens.hash_of_receipt(tokens.receipt_of(ticket.key)),
        filed_at=at,
        answer_by=answer_by,
        settle_by=settle_by,
    )


def route(
    complaint: Complaint, spec: ComplaintSpec, at: datetime, *, known: Sequence[Receiver] = (), told: Collection[int] = ()
) -> None:
    """Write down who receives it and whom it may be about, and tell everybody who can act on it today.

    Whoever it may be about receives it only where the policy names them, and never alone. `known` receive it already, `told`
    have heard of it.
    """
    today = local_day(at, complaint.district.time_zone)
    roster = roster_of(complaint, today)
    about = set() if complaint.kind == states.ACCESS else looking_after(complaint.site)
    already = {(row.role, row.person_id) for row in known}
    rows = [row for row in receivers_by_policy(complaint, spec, roster) if (row.role, row.person_id) not in already]
    named = {complaint.site.responsible_id} if complaint.site and roles.RESPONSIBLE in spec.to else set()
    Concerned.objects.bulk_create([Concerned(complaint=complaint, person_id=pk) for pk in sorted(about - named)])
    if not holders_of(complaint, [*known, *rows], roster, besides=about):
        rows += next_receivers(complaint, roster, known=(), besides=about, why=states.NEXT)
    Receiver.objects.bulk_create(rows)
    hear = holders_of(complaint, [*known, *rows], roster, besides=about - named)
    tell(complaint, rows, [holder for holder in hear if holder.person.pk not in told], at)


def tell(complaint: Complaint, rows: list[Receiver], holders: list[Holder], at: datetime) -> None:
    """A letter to each of them, at once."""
    why = states.NEXT if rows and all(row.why == states.NEXT for row in rows) else rows[0].why if rows else states.BY_POLICY
    for holder in holders:
        outbox.post(
            to=addressee(holder.person),
            letter=letters.received(complaint, holder, why),
            kind="complaint",
            key=f"complaint:{complaint.pk}:{why}:{holder.person.pk}",
            at=at,
            district_id=complaint.district_id,
            about=("complaint", complaint.pk),
        )


def held(pk: int) -> Complaint:
    """A complaint whose row is held for the rest of the transaction."""
    rows = Complaint.objects.select_related("district", "site__responsible", "place")
    return rows.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def add_reply(*, complaint: Complaint, text: str, ticket: Ticket | None, trap: str, visitor: str, at: datetime) -> bool:
    """Whoever complained adds something, once for each ticket; its receivers are told. False where it was there already.

    Refuses what is concluded, and what `file_complaint` refuses.
    """
    ours = _at_the_door(ticket, trap, text, at)
    if ComplaintLine.objects.filter(key=ours.key).exists():
        return False
    fresh = held(complaint.pk)
    rules.is_open_to_visitors(fresh)
    _count(states.FILED, visitor, at)
    ComplaintLine.objects.create(complaint=fresh, kind=states.REPLY, text=text.strip(), at=at, key=ours.key)
    _record("reply_to_complaint", fresh, "added something to it", at)
    roster = roster_of(fresh, local_day(at, fresh.district.time_zone))
    besides = set(fresh.concerned.values_list("person_id", flat=True))
    for holder in holders_of(fresh, fresh.receivers.select_related("person__supervisor"), roster, besides=besides):
        outbox.post(
            to=addressee(holder.person),
            letter=letters.answered_back(fresh, holder),
            kind="complaint",
            key=f"complaint:{fresh.pk}:reply:{ours.key.hex}:{holder.person.pk}",
            at=at,
            district_id=fresh.district_id,
            about=("complaint", fresh.pk),
        )
    return True


def count_wrong_receipt(*, visitor: str, at: datetime) -> None:
    """Count a receipt that is none."""
    Attempt.objects.create(visitor=tokens.hash_of_visitor(visitor), what=states.LOOKED, at=at)


def may_look(*, visitor: str, at: datetime) -> None:
    """Whoever typed too many receipts that are none waits; refused before anything is looked up."""
    rows = Attempt.objects.filter(visitor=tokens.hash_of_visitor(visitor), what=states.LOOKED)
    limits = rules.LIMITS[states.LOOKED]
    rules.not_too_often((rows.filter(at__gt=at - within).count() + 1, most) for within, most in limits)


def forget_visitors(*, at: datetime) -> int:
    """Drop what was counted of visitors more than 30 days ago; how many rows."""
    return Attempt.objects.filter(at__lt=at - KEPT).delete()[0]


def _record(verb: str, complaint: Complaint, sentence: str, at: datetime) -> None:
    events.record(
        verb=verb, subject=("complaint", complaint.pk), sentence=sentence, by=VISITOR, at=at, district_id=complaint.district_id
    )
