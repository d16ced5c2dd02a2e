"""What the page of one check-in says: before it is answered, and afterwards."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts import wording
from accounts.access import Standing
from accounts.selectors import calendar_of
from monitoring import rules, states
from monitoring.models import CheckIn, Duty
from monitoring.summer import in_summer, kept
from monitoring.wording import answered_by, capital, names, stands_for
from policies.document import DutySpec
from policies.durations import following, parse
from policies.selectors import document_of
from policies.upkeep import upkeep
from records.models import Message
from registry.models import Site

from .check_ins import how_late, lines, my_check_ins
from .upkeep import stands_now

SCHEME = "https://"
DATES = 5  # due dates that are shown before a deed


def question(check_in: CheckIn, standing: Standing) -> dict[str, Any]:
    """The open check-in in words: what is looked at, since when it is due, and what the policy says."""
    site, duty = check_in.site, check_in.duty
    days = calendar_of(district=site.district, school_id=site.school_id)
    badge, tone = how_late(check_in.due_on, in_summer(days, duty.summer), today=standing.on)
    acting_for = rules.acting(standing, check_in)
    return {
        "check_in": check_in,
        "site": site,
        "purpose": _purpose(check_in, standing.on, acting_for or ""),
        "badge": badge,
        "tone": tone,
        "open_url": site.address if site.address.startswith(SCHEME) else "",
        "spec": spec_of(site, duty),
        "stands": stands_now(site, duty.key),
        "guidance": guidance(site),
    }


def _purpose(check_in: CheckIn, today: date, acting_for: str) -> str:
    site, passed = check_in.site, check_in.passed
    said = f"{check_in.duty.label} on {site.platform_label}, due {wording.day(check_in.due_on, today=today)}"
    said += f", for {acting_for}." if acting_for else "."
    more = f" {wording.number(passed)} more {'date has' if passed == 1 else 'dates have'} passed since: one answer covers all."
    return capital(said) + (more if passed else "")


def spec_of(site: Site, duty: Duty) -> DutySpec | None:
    """What the policy says about a duty; nothing where the site was registered under none."""
    if site.policy_version is None:
        return None
    policy = document_of(site.policy_version)
    return next((spec for spec in (*policy.duties, *upkeep(policy)) if spec.key == duty.key), None)


def guidance(site: Site) -> list[str]:
    """What the policy has read where somebody found something: passages shown at a check-in, and whom the law makes report.

    Nothing of such a report is taken here.
    """
    if site.policy_version is None:
        return []
    policy = document_of(site.policy_version)
    passages = [row.says for row in policy.passages if "check_in" in row.shown_at]
    return list(dict.fromkeys([*passages, *(row.mandated_report for row in policy.complaints if row.mandated_report)]))


def outcome(check_in: CheckIn, standing: Standing) -> dict[str, Any]:
    """A check-in that cannot be answered (any more) in words, and what is next for the reader."""
    site, duty = check_in.site, check_in.duty
    waiting = [row for row in my_check_ins(standing) if row.pk != check_in.pk]
    is_mine = check_in.answered_by_id == standing.person.pk
    return {
        "check_in": check_in,
        "site": site,
        "heading": heading(check_in, is_mine=is_mine),
        "text": said(check_in, standing.on),
        "is_answered": check_in.state == states.ANSWERED,
        "is_mine": is_mine,
        "next": next(iter(lines(waiting[:1], standing)), None),
        "waiting": len(waiting),
        "ahead": _ahead(duty, site, standing.on) if check_in.state == states.ANSWERED else "",
        "guidance": guidance(site) if check_in.outcome == states.NEED_HELP else [],
    }


def heading(check_in: CheckIn, *, is_mine: bool) -> str:
    """What became of a check-in, in a line."""
    if check_in.state == states.ANSWERED:
        found = states.OUTCOMES[check_in.outcome]
        return f"Saved: {found[0].lower()}{found[1:]}" if is_mine else found
    return "No longer needed" if check_in.state == states.CANCELLED else "Open"


def said(check_in: CheckIn, today: date) -> str:
    """Who answered it and when, who was told, or why it is closed."""
    site = check_in.site
    if check_in.state == states.OPEN:
        return f"{check_in.duty.label} of {site}, due {wording.day(check_in.due_on, today=today)}. Somebody else owes it."
    if check_in.state == states.CANCELLED or check_in.answered_at is None:
        return f"{check_in.duty.label} of {site}. Its duty rests or has ended."
    when = wording.moment_within(check_in.answered_at, site.district.time_zone, today=today)
    who = answered_by(check_in.answered_name, check_in.acting_for, by_mail_link=check_in.by_mail_link)
    return f"{site}, {when}, by {who}. {told(check_in)}"


def told(check_in: CheckIn) -> str:
    """Who heard of an answer: those who were asked for help, else nobody."""
    if check_in.outcome != states.NEED_HELP:
        return "Nobody else is told."
    rows = Message.objects.filter(kind="need_help", about_kind="site", about_id=check_in.site_id)
    found = rows.filter(key__startswith=f"need-help:{check_in.pk}:").order_by("id").values_list("to_name", flat=True)
    people = list(found)
    return (
        f"{capital(names(people))} {'was' if len(people) == 1 else 'were'} told at once." if people else "Nobody could be told."
    )


def _ahead(duty: Duty, site: Site, today: date) -> str:
    if duty.next_due_on is None or duty.ended_at or duty.next_due_on <= today:
        return ""
    return (
        f"The next {duty.label[:1].lower()}{duty.label[1:]} of {site.name} is due {wording.day(duty.next_due_on, today=today)}."
    )


def why_closed(check_in: CheckIn, *, today: date) -> str:
    """Why a check-in cannot be answered any more: who was faster, that it is not needed, or that it is somebody else's."""
    if check_in.state == states.OPEN:
        return "This check-in is not yours to answer: somebody else owes it."
    if check_in.state != states.ANSWERED or check_in.answered_at is None:
        return "This check-in is no longer needed: its duty rests or has ended."
    name = stands_for(check_in.answered_name, check_in.acting_for)
    when = wording.moment(check_in.answered_at, check_in.site.district.time_zone, today=today)
    return f"{name} was faster: {states.OUTCOMES[check_in.outcome].lower()}. {when}"


def owed_in_words(waiting: int, late: int) -> str:
    """The sentence under the title of my check-ins."""
    if not waiting:
        return "Nothing is due."
    due = f"{wording.number(waiting)} {'check-in waits' if waiting == 1 else 'check-ins wait'} for you"
    return f"{due}; {wording.number(late).lower()} {'is' if late == 1 else 'are'} late." if late else f"{due}."


def effects_of_resting(site: Site, *, today: date, until: date | None = None) -> list[str]:
    """What a pause does, said before it is done; with its end, the next dates of each duty from then on."""
    duties = Duty.objects.filter(site=site, ended_at__isnull=True, paused_at__isnull=True).count()
    waiting = CheckIn.objects.filter(site=site, state=states.OPEN).count()
    found = [f"{wording.number(duties)} {'duty rests' if duties == 1 else 'duties rest'}: nobody is reminded, nothing is late."]
    if waiting:
        found.append(f"{wording.number(waiting)} open {'check-in is' if waiting == 1 else 'check-ins are'} no longer needed.")
    if until is not None:
        found += _dates_from(until, Duty.objects.filter(site=site, ended_at__isnull=True), site, today)
    return [*found, "Nobody gets a mail. The site's page says that its duties are paused, and its history says why."]


def _dates_from(start: date, duties: Iterable[Duty], site: Site, today: date) -> list[str]:
    days = calendar_of(district=site.district, school_id=site.school_id)
    found = [
        (duty.label, following(start, parse(duty.every), in_summer(days, duty.summer), duty.calendar, count=DATES))
        for duty in duties
    ]
    return [f"{label}: due {wording.few_days(dates, today=today)}." for label, dates in found]


def dates_of(every: str, spec: DutySpec, site: Site, *, today: date) -> str:
    """The next due dates of a rhythm that is not set yet, in words."""
    days = calendar_of(district=site.district, school_id=site.school_id)
    rule = kept(document_of(site.policy_version).summer) if site.policy_version else ""
    return (
        f"Due {wording.few_days(following(today, parse(every), in_summer(days, rule), spec.calendar, count=DATES), today=today)}"
    )


def effects_of_resuming(site: Site, *, today: date) -> list[str]:
    """What resuming does, said before it is done: the next dates of each duty."""
    duties = Duty.objects.filter(site=site, ended_at__isnull=True, paused_at__isnull=False).count()
    what = "duty begins" if duties == 1 else "duties begin"
    dates = _dates_from(today, Duty.objects.filter(site=site, ended_at__isnull=True, paused_at__isnull=False), site, today)
    return [f"{wording.number(duties)} {what} again; the next date counts from today.", *dates, "Nobody gets a mail."]
