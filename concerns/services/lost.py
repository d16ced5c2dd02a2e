"""The deeds about a page that is not under control: reported, noted, back, or given up."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.access import Standing, addressee, standing_of
from accounts.models import Person
from accounts.rules import Refused
from records import events, outbox
from records.events import Actor
from registry import services as registry
from registry import states as sites
from registry.models import Site
from registry.selectors import posters_of

from .. import letters, rules, states
from ..models import LostControl, LostNote
from ..selectors import alarmed, case_seen_by
from .telling import doer, said


@transaction.atomic
def report_lost(*, site: Site, by: Person, at: datetime, what: str = "") -> LostControl:
    """Say that a page is not under control. In the same moment the register says "not verified", and who must know is told.

    Refuses who does not look after it, a site that has ended, and a second report.
    """
    standing = standing_of(by, at=at)
    acting_for = rules.may_report(standing, site, [row.person_id for row in posters_of(site)])
    if len(what) > rules.LONGEST_NOTE:
        raise Refused(f"Write at most {rules.LONGEST_NOTE} characters. You have {len(what)}.")
    who = doer(by, acting_for)
    case = LostControl(
        district_id=site.district_id, site=site, reported_at=at, reported_by=by, reported_name=said(who), what=what.strip()
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:
        raise Refused("It is reported already.") from None
    registry.doubt(site=site, by=who, at=at)
    _record("report_lost", case, f"reported that {site} is not under control", by=who, at=at, reason=case.what)
    _tell(case, standing, by=who, at=at, reply_to=by.email)
    return case


@transaction.atomic
def note_lost(*, case: LostControl, text: str, by: Person, at: datetime) -> LostNote:
    """Write down what was done or seen. Anybody who reads the case may, while it is open."""
    text = text.strip()
    fresh, _standing = _fresh(case, by, at)
    rules.is_open(fresh)
    rules.is_said(text)
    row = LostNote.objects.create(case=fresh, text=text, at=at, by=by, by_name=by.name)
    _record("note_lost", fresh, f"wrote down what happens with {fresh.site}", by=doer(by, ""), at=at, reason=text)
    return row


@transaction.atomic
def regain(
    *, case: LostControl, by: Person, at: datetime, note: str = "", admins_checked: bool = False, recovery_checked: bool = False
) -> LostControl:
    """Say that a page is back under control, its administrators and recovery address looked through. It is verified again."""
    fresh, standing = _fresh(case, by, at)
    acting_for = rules.may_regain(standing, fresh, admins_checked=admins_checked, recovery_checked=recovery_checked)
    who = doer(by, acting_for)
    _end(fresh, states.REGAINED, who, note, at, admins_checked=True, recovery_checked=True)
    registry.trust(site=fresh.site, by=who, at=at)
    _record("regain", fresh, f"said that {fresh.site} is back under control", by=who, at=at, reason=fresh.end_note)
    _tell(fresh, standing, by=who, at=at, reply_to=by.email)
    return fresh


@transaction.atomic
def give_up(*, case: LostControl, note: str, by: Person, at: datetime) -> LostControl:
    """Say that a page is lost for good, with a reason: its site is shut down in the register."""
    note = note.strip()
    fresh, standing = _fresh(case, by, at)
    who = doer(by, rules.may_give_up(standing, fresh))
    rules.is_said(note)
    _end(fresh, states.GONE, who, note, at)
    if fresh.site.status in sites.LIVE:
        registry.carry_out(deed="shut_down", site=fresh.site, reason=f"Lost for good. {note}", by=who, at=at)
    _record("give_up", fresh, f"said that {fresh.site} is lost for good", by=who, at=at, reason=note)
    _tell(fresh, standing, by=who, at=at, reply_to=by.email)
    return fresh


def _fresh(case: LostControl, by: Person, at: datetime) -> tuple[LostControl, Standing]:
    standing = standing_of(Person.objects.select_related("district").get(pk=by.pk), at=at)
    try:
        return case_seen_by(standing, case.pk), standing
    except LostControl.DoesNotExist:
        raise Refused("There is no such case.") from None


def _end(case: LostControl, state: str, who: Actor, note: str, at: datetime, **columns: bool) -> None:
    """End a case by one conditional update; whoever comes second reads how it ended."""
    changed = LostControl.objects.filter(pk=case.pk, state=states.LOST).update(
        state=state, ended_at=at, ended_name=said(who), end_note=note.strip(), **columns
    )
    case.refresh_from_db()
    if not changed:
        raise Refused(f"{case.ended_name} was faster: {case.get_state_display().lower()}.")


def _tell(case: LostControl, standing: Standing, *, by: Actor, at: datetime, reply_to: str) -> None:
    for holder in alarmed(case.site, standing.on):
        if holder.person.pk == by.id:
            continue
        whom = holder.acting_for.name if holder.acting_for else ""
        outbox.post(
            to=addressee(holder.person),
            letter=letters.lost.about(case, case.state, who=said(by), for_whom=whom),
            kind="lost_control",
            key=f"lost-{case.pk}-{case.state}-{holder.person.pk}",
            at=at,
            district_id=case.district_id,
            about=("lost_control", case.pk),
            reply_to=reply_to,
        )


def _record(verb: str, case: LostControl, sentence: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    events.record(
        verb=verb, subject=("lost_control", case.pk), sentence=sentence, by=by, at=at, district_id=case.district_id,
        reason=reason, details={"site": case.site_id},
    )  # fmt: skip
