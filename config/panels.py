"""What one concern of the page "needs attention" says, whichever room knows of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from accounts.access import Standing
from accounts.models import District
from accounts.selectors import Calendars

SHOWN = 5  # lines of each list
CAP = 1_001


@dataclass(frozen=True)
class Look:
    """Who looks, at which district, and when."""

    standing: Standing
    district: District
    at: datetime

    @cached_property
    def calendars(self) -> Calendars:
        """The calendars of the district, read once for every concern that counts days."""
        return Calendars(self.district)


@dataclass(frozen=True)
class Line:
    """One thing of a list: what, a second line, and where it leads."""

    title: str
    meta: str = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """One concern: how many things, the first of them, and the page with all of them. `none` is said where there are none,
    unless it is empty. `is_advice`: no rule is broken; it stands below what is wrong."""

    key: str
    title: str
    count: int
    none: str
    lines: Sequence[Line] = ()
    url: str = ""
    tone: str = "late"
    notes: Sequence[str] = field(default=())
    is_counted: bool = True
    is_advice: bool = False

    @property
    def number(self) -> str:
        """The count, or that there are more than a thousand; nothing where there is nothing to count."""
        if not self.is_counted:
            return ""
        return f"{CAP - 1:,}+" if self.count >= CAP else f"{self.count:,}"


Part = Callable[[Look], Panel]
