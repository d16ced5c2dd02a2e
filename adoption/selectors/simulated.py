"""What a simulation finds: who is asked in which order, who gets which mail when, what is checked afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts import wording
from accounts.selectors import Holder
from monitoring.wording import names
from policies.document import RuleSpec

AT_ONCE, MORNING = "At once", "In the mail of the morning"


@dataclass(frozen=True)
class Mail:
    """One mail: when, to whom, what it says in its first line."""

    on: date
    to: str
    what: str
    how: str

    @property
    def when(self) -> str:
        """Its day: Wednesday, September 16, 2026."""
        return weekday(self.on)


@dataclass(frozen=True)
class Turn:
    """One step: who is asked, from when on, what stands in the way, and what follows where nobody answers."""

    key: str
    title: str
    asked: tuple[str, ...]
    opens_on: date | None
    trouble: tuple[str, ...]
    is_stuck: bool
    silence: tuple[str, ...]
    holds_up: bool

    @property
    def opens(self) -> str:
        """The day it opens, in words; blank where it is never reached."""
        return weekday(self.opens_on) if self.opens_on else ""


@dataclass(frozen=True)
class Watch:
    """One duty of the site: who owes it, how often, on which days, and who hears of it when it is late."""

    label: str
    who: str
    how_often: str
    dates: tuple[date, ...]
    late: tuple[str, ...]

    @property
    def days(self) -> str:
        """Its dates in words."""
        return wording.listing([wording.full_day(on) for on in self.dates])


@dataclass(frozen=True)
class Simulation:
    """What would happen. `stopped` is the rule that ends a request before it begins, `refused` why it could not be submitted."""

    stopped: RuleSpec | None = None
    refused: str = ""
    turns: tuple[Turn, ...] = ()
    mails: tuple[Mail, ...] = ()
    listed_on: date | None = None
    responsible: str = ""
    watches: tuple[Watch, ...] = ()

    @property
    def listed(self) -> str:
        """The day on which the site stands in the registry, in words; blank where that never happens."""
        return weekday(self.listed_on) if self.listed_on else ""


def weekday(on: date) -> str:
    """A day with its name: Wednesday, September 16, 2026."""
    return f"{on:%A}, {wording.full_day(on)}"


def said(holders: Sequence[Holder]) -> str:
    """Who would act, by name: those who do so in their own right, where there are any."""
    own = [holder for holder in holders if holder.acting_for is None] or list(holders)
    return names([str(holder) for holder in own], nobody="nobody")
