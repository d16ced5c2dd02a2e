"""The words of the morning digest and of a call for help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.access import local_day
from accounts.models import District, Person, Succession
from accounts.schooldays import SchoolDays
from accounts.selectors import Holder
from accounts.wording import count as counted_noun
from accounts.wording import day
from monitoring import wording
from policies.document import Policy
from policies.models import Campaign
from records.letters import Item, Letter, compose
from requests.models import Seat, Step, Submission
from requests.selectors import asked_at, asks_address, gives_address, policy_of

from .models import CheckIn, Duty
from .selectors.acknowledging import about, where
from .selectors.waiting import Waiting

Told = tuple[Sequence[Holder], date] | None
ASKS = {
    Step.Kind.APPROVE: ("Decide on {}", "Decide"),
    Step.Kind.ACKNOWLEDGE: ("Acknowledge {}", "Acknowledge"),
    Step.Kind.PROVIDE: ("Give the web address of {}", "Give the address"),
    Step.Kind.ASSIGN: ("Set the duties of {}", "Set the duties"),
    Step.Kind.RECORD: ("Record a step of {}", "Record it"),
}
NO_ADDRESS = ("Give what is asked about {}", "Give what is asked")  # of a step by which something else is given
CLOSING = "You get one mail on a school morning, and none when nothing waits. This mail never asks for a password."


def asks_of(step: Step, policy: Policy) -> tuple[str, str]:
    """What a step asks, with a place for the name of the submission, and the words of its button."""
    if step.kind == Step.Kind.PROVIDE and not gives_address(policy, step):
        return NO_ADDRESS
    return ASKS[Step.Kind(step.kind)]


def digest(
    *,
    district: District,
    person: Person,
    today: date,
    items: Sequence[Item],
    count: int,
    late: int,
    soon: int = 0,
    questions: str = "",
    words: tuple[str, str] = ("", ""),
) -> Letter:
    """Everything that waits for one person this morning, late first, then what is due soon; what does not fit is counted.

    `words`: the greeting and the closing of the district, with places for names.
    """
    given = {"first_name": person.name.split()[0], "name": person.name, "district": district.name}
    greeting, own_closing = (wording.filled(text, given) for text in words)
    closing = f"{CLOSING} Questions: {questions}" if questions else CLOSING
    rest = count + soon - len(items)
    more = f"{counted_noun(rest, 'more thing waits', 'more things wait')} for you: sign in to see all of them."
    return compose(
        subject=wording.counted(count, late, soon),
        opening=f"{person.name.split()[0]}, {wording.things(count, late, soon)}.",
        purpose=f"{today:%A, %B} {today.day}. The buttons work on your phone; you may be asked to sign in once.",
        items=items,
        coming_up=[more] if rest > 0 else [],
        paragraphs=[greeting] if greeting else [],
        closing=f"{own_closing}\n\n{closing}" if own_closing else closing,
        sender=district.name,
        colour=district.colour,
    )  # fmt: skip


def own(holders: Sequence[Holder]) -> list[Holder]:
    """Role-holders without their designees, who are named only where nobody else is there."""
    return [holder for holder in holders if holder.acting_for is None] or list(holders)


def said_names(holders: Sequence[Holder]) -> str:
    """Role-holders by name; one alone with the role."""
    named = own(holders)
    if len(named) == 1 and named[0].label and named[0].acting_for is None:
        return f"{named[0].person.name}, {wording.small(named[0].label)},"
    return wording.names([str(holder) for holder in named])


def hears(told: Told, today: date) -> str:
    """Who hears of something, or heard of it, and when, as a sentence; blank where nobody does."""
    if told is None or not told[0]:
        return ""
    holders, on = told
    verb = wording.hears([holder.person.name for holder in own(holders)]) if on >= today else "heard"
    return f"{said_names(holders)} {verb} of it {wording.day_said(on, today=today)}."


@dataclass(frozen=True)
class CheckInLine:
    """One open check-in in a digest: for the one who owes it, and for whoever it escalated to.

    `reminded` are the days of its reminders, `higher` who heard of it last and when, `following` who will next.
    """

    check_in: Waiting
    badge: str
    tone: str
    today: date
    owing: Sequence[Holder]
    reminded: Sequence[date]
    higher: Told
    following: Told

    @property
    def title(self) -> str:
        """The duty and the site."""
        return f"{self.check_in.label}: {self.check_in.site}"

    @property
    def place(self) -> str:
        """Where it is."""
        return f"{self.check_in.platform}, {self.check_in.school}"

    def owed(self, holder: Holder, link: str = "") -> Item:
        """To somebody who owes it, or stands in for who does; with the link that answers it from the mail, where there is one."""
        sentences = [f"{self.place}, for {holder.acting_for.name}." if holder.acting_for else f"{self.place}."]
        if self.tone == "late":
            due = f"It was due {wording.day_said(self.check_in.due_on, today=self.today)}."
            sentences += [due, hears(self.higher, self.today), hears(self.following, self.today)]
        url = reverse("check-in", args=[self.check_in.pk])
        other = "Or answer without signing in; the link works once, for two days" if link else ""
        return Item(self.title, " ".join(filter(None, sentences)), self.badge, self.tone, "Check now", url, other, link)

    def escalated(self, holder: Holder) -> Item:
        """To somebody who hears of it because it is late."""
        people = wording.names([str(each) for each in own(self.owing)], nobody="nobody")
        owes = "owe" if len(own(self.owing)) > 1 else "owes"
        sentences = [
            f"{self.place}.",
            f"{wording.capital(people)} {owes} it since {day(self.check_in.due_on, today=self.today)}.",
            f"Reminded {wording.days_said(self.reminded, today=self.today)}." if self.reminded else "",
            f"You hear of it for {holder.acting_for.name}." if holder.acting_for else "",
        ]
        url = reverse("site", args=[self.check_in.site_id])
        return Item(self.title, " ".join(filter(None, sentences)), self.badge, self.tone, "See the site", url)


@dataclass(frozen=True)
class SoonLine:
    """One due date to come in a digest, for the one who will owe it: nothing is asked yet."""

    title: str
    place: str
    due: str
    site_id: int

    @classmethod
    def of(cls, duty: Duty, *, due: date, today: date) -> "SoonLine":
        """A duty, its site and the day it is due, in words."""
        site = duty.site
        return cls(f"{duty.label}: {site.name}", f"{site.platform_label}, {site.school.name}", day(due, today=today), site.pk)

    def owed(self, holder: Holder) -> Item:
        """To somebody who will owe it, or stands in for who does."""
        mine = f", for {holder.acting_for.name}" if holder.acting_for else ""
        meta = f"{self.place}{mine}. Nothing is to be done before that day."
        return Item(self.title, meta, f"Due {self.due}", "", "See the site", reverse("site", args=[self.site_id]))


@dataclass(frozen=True)
class StepLine:
    """One open step in a digest: for the one it waits for, and for whoever it escalated to.

    `decides`: what of the request it is about, where it is not the whole.
    """

    step: Step
    tone: str
    today: date
    opened_on: date
    days: SchoolDays
    waits_for: Sequence[Holder]
    expires_on: date | None
    following: Told
    is_ending: bool = False
    decides: str = ""

    @property
    def badge(self) -> str:
        """How long it waits, or that it is new; before it ends by itself, until when."""
        if self.is_ending and self.expires_on:
            return f"Ends {day(self.expires_on, today=self.today)}"
        if self.tone:
            age = self.days.between(self.opened_on, self.today)
            return f"Waits {counted_noun(age, 'school day')}"
        if self.expires_on:
            return f"Until {day(self.expires_on, today=self.today)}"
        return "New" if self.days.at_most(1, self.opened_on, self.today) else f"Since {day(self.opened_on, today=self.today)}"

    def owed(self, holder: Holder, seat: Seat) -> Item:
        """To somebody it waits for, or who stands in for them."""
        title, action = asks_of(self.step, policy_of(self.step.submission))
        about = f"{self.decides}." if self.decides else ""
        sentences = [about, self._about(holder), self._ends(), hears(self.following, self.today) if self.tone else ""]
        url = reverse("decision", args=[seat.pk])
        return Item(title.format(self.step.submission), " ".join(filter(None, sentences)), self.badge, self.tone, action, url)

    def escalated(self, holder: Holder) -> Item:
        """To somebody who hears of it because it waits too long. No policy lets a private notice escalate."""
        title, _action = asks_of(self.step, policy_of(self.step.submission))
        people = wording.names([str(each) for each in own(self.waits_for)])
        waits = f"It waits for {people} since {day(self.opened_on, today=self.today)}."
        mine = f"You hear of it for {holder.acting_for.name}." if holder.acting_for else ""
        url = reverse("submission", args=[self.step.submission_id])
        meta = " ".join(filter(None, [waits, mine]))
        return Item(title.format(self.step.submission), meta, self.badge, self.tone, "See where it is", url)

    def _about(self, holder: Holder) -> str:
        submission = self.step.submission
        if submission.requester_id == holder.person.pk:
            return "Create it now, then paste its address." if asks_address(self.step) else "You asked for it."
        if submission.confidential:  # what it is about, and who gave it, is read behind the sign-in only
            mine = f" You read it for {holder.acting_for.name}." if holder.acting_for else ""
            return f"It was given in confidence, to you alone.{mine}"
        wish = "asks to post there" if submission.kind == Submission.Kind.JOIN else "asks for it"
        asked = f"{submission.requester.name} {wish}"
        place = f", {submission.place.name}" if submission.place else ""
        return f"{asked}{place}. You answer for {holder.acting_for.name}." if holder.acting_for else f"{asked}{place}."

    def _ends(self) -> str:
        return f"It ends by itself after {day(self.expires_on, today=self.today)}." if self.expires_on else ""


def to_read(campaign: Campaign, *, badge: str, tone: str, on: date) -> Item:
    """A guideline that somebody is asked to acknowledge; nobody does so for anybody else."""
    return Item(f"Read and acknowledge: {campaign.guideline}", about(campaign), badge, tone, "Read it", where(campaign, on))


@dataclass(frozen=True)
class ConfirmationLine:
    """One site that somebody is asked about by a day, in a digest."""

    pk: int
    site: str
    place: str
    due_on: date
    tone: str
    today: date

    def asked(self, holder: Holder) -> Item:
        """To whoever answers for the site, or who stands in for them."""
        mine = f" You answer for {holder.acting_for.name}." if holder.acting_for else ""
        until = day(self.due_on, today=self.today)
        badge = f"Was due {until}" if self.tone == "late" else f"By {until}"
        url = reverse("confirmation", args=[self.pk])
        meta = f"{self.place}. The policy has changed: say whether it is still right.{mine}"
        return Item(f"Still right under the new policy? {self.site}", meta, badge, self.tone, "Answer", url)


def now_yours(succession: Succession, seats: Sequence[Seat], *, total: int) -> Letter:
    """To whoever takes the place of another, on the day: the steps that wait for the roles they now hold."""
    district = succession.district
    rest = total - len(seats)
    return compose(
        subject=f"{wording.capital(counted_noun(total, 'step waits', 'steps wait'))} for you after {succession.person.name}",
        opening=f"{succession.successor.name.split()[0]}, you are in the place of {succession.person.name} now.",
        purpose="These steps wait for you. Whoever asked for them is not asked again.",
        items=[
            Item(asked_at(seat), str(seat.step.submission.place or ""), "", "", "Open it", reverse("decision", args=[seat.pk]))
            for seat in seats
        ],
        coming_up=[f"{counted_noun(rest, 'more step waits', 'more steps wait')}: see your queue."] if rest > 0 else [],
        closing=CLOSING,
        sender=district.name,
        colour=district.colour,
    )


def need_help(check_in: CheckIn, holder: Holder) -> Letter:
    """To the supervisor, at once: somebody looked at a site and needs help."""
    site = check_in.site
    who = wording.stands_for(check_in.answered_name, check_in.acting_for)
    at = check_in.answered_at
    today = local_day(at, site.district.time_zone) if at else check_in.due_on
    mine = f"You hear of it for {holder.acting_for.name}. " if holder.acting_for else ""
    return compose(
        subject=f"Help is needed: {site.name}",
        opening=f"{who} needs help with {site}.",
        purpose=f"{mine}Answer this mail to reach {check_in.answered_name}.",
        items=[
            Item(
                title=f"{check_in.duty.label}: {site.name}",
                meta=f"{site.platform_label}, {site.school.name}. Answered {wording.day_said(today, today=today)}.",
                badge="Need help",
                tone="late",
                action="See the check-in",
                url=reverse("check-in", args=[check_in.pk]),
            )
        ],
        paragraphs=[f"“{check_in.note}”"],
        closing="If a child may be in danger, call first.",
        sender=site.district.name,
        colour=site.district.colour,
    )


def test(district: District, person: Person) -> Letter:
    """To whoever wants to know whether mail arrives."""
    return compose(
        subject="A test mail from Rollcall",
        opening=f"Hello {person.name},",
        purpose="You sent this mail to yourself. That you read it says that mail of Rollcall arrives.",
        items=[
            Item("The mail of the district", "What was sent, and what was not", "", "", "Look at it", reverse("district-mail"))
        ],
        sender=district.name,
        colour=district.colour,
    )
