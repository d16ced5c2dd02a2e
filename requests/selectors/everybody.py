"""Everybody's submissions, for those who read everything of a school or of the district."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from accounts.access import Standing

from .. import states
from ..models import Submission

PAGE = 50
CAP = 1_001  # nobody needs to know how many more there are


@dataclass(frozen=True)
class Wanted:
    """What of all submissions is asked for; what is left out fits."""

    q: str = ""
    school: int | None = None
    status: str = ""

    def params(self) -> dict[str, Any]:
        """What was asked for, for an address."""
        return {key: value for key, value in vars(self).items() if value}


@dataclass(frozen=True)
class Everybodys:
    """One page of everybody's submissions, newest first: the rows, how many fit (up to 1,001), where the next page begins."""

    rows: Sequence[Submission]
    count: int
    next_before: int | None


def reads_everybody(standing: Standing) -> bool:
    """Whether there is anything of others to read: a school's or the district's submissions."""
    return standing.reads_all or bool(standing.schools)


def everybodys_page(standing: Standing, wanted: Wanted, *, before: int | None = None) -> Everybodys:
    """Fifty submissions of the schools this person reads everything of. Drafts and what was given in confidence are not there.

    Two queries.
    """
    rows = _readable(standing)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.school:
        rows = rows.filter(place_id=wanted.school)
    if wanted.q:
        rows = rows.filter(Q(name__icontains=wanted.q) | Q(requester__name__icontains=wanted.q))
    count = rows.order_by()[:CAP].count()
    page = rows.filter(pk__lt=before) if before else rows
    found = list(page.select_related("place", "district", "requester").order_by("-id")[: PAGE + 1])
    return Everybodys(found[:PAGE], count, found[PAGE - 1].pk if len(found) > PAGE else None)


def _readable(standing: Standing) -> QuerySet[Submission]:
    rows = Submission.objects.filter(district_id=standing.district_id, confidential=False).exclude(status=states.DRAFT)
    return rows if standing.reads_all else rows.filter(place_id__in=standing.schools)
