"""How a site is looked after, in words: its duties, its last check-ins, and who was reminded of what is late."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse

from accounts import wording
from accounts.access import Standing, local_day
from accounts.models import Person
from accounts.rules import allows
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder, calendar_of
from monitoring import rules, schedule, states
from monitoring.models import Duty
from monitoring.summer import HAND_OVER, WEEKLY, in_summer, rule_of
from monitoring.wording import answered_by, capital, day_said, days_said, hears, names, small, stands_for
from policies.document import DutySpec
from policies.durations import how_often, parse
from registry.models import Site
from registry.states import ACTIVE

from .check_ins import how_late
from .chosen import may_choose_rhythm
from .reach import roster_of
from .roster import Roster
from .unasked import unasked_duties
from .upkeep import minimum_of
from .watched import Occurrence, Owed, Seen, watch_of

DATES = 5  # due dates that a preview shows
RESTS = "Rests while the site is suspended"


@dataclass(frozen=True)
class DutyLine:
    """One duty: who owes it, how often, and when it is due next; `dates` are the ones after that, `often_url` is where
    the reader chooses another rhythm."""

    label: str
    who: str
    how_often: str
    next: str
    tone: str
    dates: tuple[str, ...]
    often_url: str = ""


@dataclass(frozen=True)
class PastLine:
    """One answered check-in: what was found, by whom and when, and whether it was on time."""

    title: str
    meta: str
    badge: str
    is_late: bool


@dataclass(frozen=True)
class LookLine:
    """A duty to which the policy gives no number: when somebody last did it, and where the reader may record a look."""

    label: str
    last: str
    url: str
    rhythm_url: str = ""
    rhythm: str = ""


@dataclass(frozen=True)
class Notice:
    """One check-in that is late: who owes it, who was reminded, and who hears of it next."""

    heading: str
    text: str


@dataclass(frozen=True)
class WatchPanel:
    """What the page of a site says about its duties."""

    duties: tuple[DutyLine, ...]
    begins_soon: bool  # it was registered or reinstated, and the clock has not begun its duties yet
    looks: tuple[LookLine, ...]
    check_ins: tuple[PastLine, ...]
    notices: tuple[Notice, ...]
    answer_url: str
    pause_url: str
    resume_url: str
    paused: str
    summer: str


def site_watch_panel(site: Site, standing: Standing, *, at: datetime, days: SchoolDays | None = None) -> WatchPanel:
    """How this site is looked after, for somebody who may read all of it.

    Three queries, whatever the site has, two with `days`, where its calendar was read already; one more where somebody heard
    of what is late who holds no role any more.
    """
    today = local_day(at, site.district.time_zone)
    if days is None:
        days = calendar_of(district=site.district, school_id=site.school_id)
    found = watch_of(site)
    teller = Teller(site, standing, today, days, roster_of(site, today), site.district.time_zone)
    waiting = {row.duty.pk: row for row in found.waiting}
    is_active = site.status == ACTIVE
    due = [row for row in found.waiting if is_active]
    late = [row for row in due if schedule.days_late(row.check_in.due_on, in_summer(days, row.duty.summer), today)]
    owed = [row for row in due if _owes(standing, site, row)]
    paused = [duty for duty in found.duties if duty.paused_at]
    running = [duty for duty in found.duties if not duty.paused_at]
    may_pause = allows(rules.may_pause, standing, site)
    return WatchPanel(
        duties=tuple(teller.duty(duty, waiting.get(duty.pk)) for duty in found.duties),
        begins_soon=is_active and site.watched_since is None,
        looks=tuple(
            replace(teller.look(spec, found.looked.get(spec.key)), **teller.rhythm(spec, found.duties))
            for spec in unasked_duties(site)
        ),
        check_ins=tuple(teller.past(row) for row in found.answered),
        notices=tuple(teller.notices(late)),
        answer_url=reverse("check-in", args=[owed[0].check_in.pk]) if owed else "",
        pause_url=reverse("duty-pause", args=[site.pk]) if may_pause and running else "",
        resume_url=reverse("duty-resume", args=[site.pk]) if may_pause and paused and site.status == "active" else "",
        paused=teller.paused(paused[0]) if paused else "",
        summer=teller.summer(found.duties),
    )


def _owes(standing: Standing, site: Site, row: Seen) -> bool:
    return rules.owing(standing, site, row.check_in.role, row.check_in.fallback) is not None


def next_dates(duty: Duty | Owed, days: SchoolDays, *, count: int = DATES) -> list[date]:
    """The next due dates of a duty, if each is answered on its day; none while it rests."""
    if duty.next_due_on is None or duty.paused_at:
        return []
    return schedule.upcoming(duty.next_due_on, parse(duty.every), in_summer(days, duty.summer), duty.calendar, count=count)


@dataclass(frozen=True)
class Teller:
    """Words the duties and check-ins of one site for one reader."""

    site: Site
    standing: Standing
    today: date
    days: SchoolDays
    roster: Roster
    zone: str

    def holders(self, role: str) -> list[Holder]:
        """Who holds a role for this site today."""
        return self.roster.holders(role, school_id=self.site.school_id, of=self.site.responsible)

    def who(self, holders: Sequence[Holder]) -> list[str]:
        """Role-holders by name, the reader as "you"; designees are left out where a role-holder is there."""
        own = [holder for holder in holders if holder.acting_for is None] or list(holders)
        return ["you" if holder.person.pk == self.standing.person.pk else str(holder) for holder in own]

    def duty(self, duty: Owed, waiting: Seen | None) -> DutyLine:
        """One duty as a line."""
        badge, tone = self.next(duty, waiting)
        coming = next_dates(duty, self.days) if self.site.status == ACTIVE else []
        dates = tuple(wording.day(on, today=self.today) for on in coming)
        who = capital(names(self.who(self.holders(duty.role))))
        may = self.site.status == ACTIVE and may_choose_rhythm(self.standing, self.site, duty.key, self.roster)
        often = reverse("duty-often", args=[self.site.pk, duty.key]) if may else ""
        return DutyLine(duty.label, who, how_often(parse(duty.every)), badge, tone, dates, often)

    def look(self, spec: DutySpec, last: Occurrence | None) -> LookLine:
        """A duty without a number, and when it was last done."""
        may = self.site.status == ACTIVE and rules.looking(self.standing, self.site, spec.who) is not None
        url = reverse("duty-look", args=[self.site.pk, spec.key]) if may else ""
        if last is None or last.answered_at is None:
            return LookLine(spec.label, "Nobody has recorded one yet.", url)
        on = wording.day(local_day(last.answered_at, self.zone), today=self.today)
        return LookLine(spec.label, f"Last {on}, by {stands_for(last.answered_name, last.acting_for)}.", url)

    def rhythm(self, spec: DutySpec, duties: Sequence[Owed]) -> dict[str, str]:
        """How often somebody wants to be reminded of a look, and where the reader says how often they want to be."""
        every = next((duty.every for duty in duties if duty.key == spec.key), "")
        may = spec.level == "may" and self.site.status == ACTIVE and rules.looks_as(self.standing, self.site, spec.who)
        return {
            "rhythm": f"{how_often(parse(every))}, by their own wish." if every else "Nobody is reminded of it.",
            "rhythm_url": reverse("duty-rhythm", args=[self.site.pk, spec.key]) if may else "",
        }

    def next(self, duty: Owed, waiting: Seen | None) -> tuple[str, str]:
        """When a duty is due next, and its tone. A site that is not active rests at once, before the sweep has been there."""
        if duty.paused_at:
            return self.paused(duty), "paused"
        if waiting is not None and self.site.status == ACTIVE:
            return how_late(waiting.check_in.due_on, in_summer(self.days, duty.summer), today=self.today)
        if duty.next_due_on is None or self.site.status != ACTIVE:
            return RESTS, "paused"
        return capital(wording.day(duty.next_due_on, today=self.today)), ""

    def paused(self, duty: Owed) -> str:
        """Until when a duty rests."""
        return f"Paused until {wording.day(duty.paused_until, today=self.today)}" if duty.paused_until else "Paused"

    def summer(self, duties: Sequence[Owed]) -> str:
        """What becomes of the duties in the summer, where the policy says something of it."""
        rule = next(filter(None, (rule_of(duty.summer) for duty in duties)), None)
        if rule is None:
            return ""
        if rule.what == HAND_OVER:
            return f"In the summer {names(self.who(self.holders(rule.to)))} looks, once a week."
        return "In the summer one day a week counts." if rule.what == WEEKLY else "In the summer nothing falls due."

    def past(self, seen: Seen) -> PastLine:
        """One answered check-in as a line."""
        row = seen.check_in
        answered = local_day(row.answered_at, self.zone) if row.answered_at else row.due_on
        late = schedule.days_late(row.due_on, in_summer(self.days, seen.duty.summer), answered)
        who = answered_by(row.answered_name, row.acting_for, by_mail_link=row.by_mail_link)
        meta = f"{seen.duty.label}, {who}, {wording.day(answered, today=self.today)}."
        quoted = f" “{row.note}”" if row.note else ""
        on_time = "On time" if seen.duty.every else "Unasked"
        return PastLine(self.found(row), meta + quoted, wording.late(late) if late else on_time, bool(late))

    def found(self, row: Occurrence) -> str:
        """What an answer says: its outcome, how much was posted, when the last post was."""
        if row.posts is not None:
            least = minimum_of(self.site)
            return f"{wording.count(row.posts, 'post')}{f', fewer than {least}' if row.posts < least else ''}"
        if row.last_post_on is not None:
            return f"Last post {wording.day(row.last_post_on, today=self.today)}"
        return states.OUTCOMES[row.outcome]

    def notices(self, late: Sequence[Seen]) -> list[Notice]:
        """What is late, who was reminded and who hears next."""
        people = self.people({pk for row in late for rung in row.rungs for pk in rung.people})
        return [self.notice(row, people) for row in late]

    def people(self, ids: set[int]) -> dict[int, str]:
        """The names of people by id. One query, none where all of them hold something or answer for the site."""
        person = self.site.responsible
        own = {one.pk: one.name for one in (person, person and person.supervisor) if one}
        known = self.roster.names() | own
        missing = ids - known.keys()
        return known | dict(Person.objects.filter(pk__in=missing).values_list("pk", "name")) if missing else known

    def notice(self, row: Seen, people: dict[int, str]) -> Notice:
        """One late check-in."""
        fallback = row.check_in.fallback
        who = self.who(self.holders(row.check_in.role) or (self.holders(fallback) if fallback else []))
        owes = "owe" if who == ["you"] or len(who) != 1 else "owes"
        since = wording.day(row.check_in.due_on, today=self.today)
        return Notice(
            capital(f"{names(who)} {owes} the {small(row.duty.label)} since {since}"),
            " ".join([*self.told(row, people), *self.coming(row)]),
        )

    def told(self, row: Seen, people: dict[int, str]) -> list[str]:
        """Who was reminded, and who heard of it, on which days."""
        reminded = [rung.written_on for rung in row.rungs if rung.number == 0 or rung.roles == [row.check_in.role]]
        sentences = [f"Reminded {days_said(reminded, today=self.today)}."] if reminded else []
        for rung in row.rungs:
            told = [people[pk] for pk in rung.people if pk in people]
            if rung.written_on not in reminded and told:
                sentences.append(f"{capital(names(told))} heard of it {days_said([rung.written_on], today=self.today)}.")
        return sentences

    def coming(self, row: Seen) -> list[str]:
        """Who else hears of it next if it stays open, and when."""
        last = (row.rungs[-1].number, row.rungs[-1].written_on) if row.rungs else None
        role = row.check_in.role
        levels = schedule.levels(row.duty.ladder, instead={row.duty.role: role})
        days = in_summer(self.days, row.duty.summer)
        following = schedule.next_to_hear(row.check_in.due_on, levels, days, today=self.today, own=role, last=last)
        if following is None:
            return []
        to, on = following
        who = self.who(self.roster.first_held([to], school_id=self.site.school_id, of=self.site.responsible)[1])
        told = f"{names(who)} {'hear' if who == ['you'] else hears(who)} of it"
        return [f"If it is still open {day_said(on, today=self.today)}, {told}."] if who else []
