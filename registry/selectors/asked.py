"""What somebody asks of the register, and which sites that means."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper

from accounts import roles
from accounts.access import Standing
from accounts.models import Person
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of

from .. import states
from ..addresses import BadAddress, recognise
from ..models import Site
from .admins import short_of_admins

ALL = "all"
NEEDS_OWNER = "needs_owner"
STATUSES = {
    "": "Not ended",
    states.ACTIVE: "Active",
    NEEDS_OWNER: "Needs owner",
    states.SUSPENDED: "Suspended",
    states.CLOSED: "Closed",
    states.SHUT_DOWN: "Shut down",
    states.UNOFFICIAL: "Unofficial",
    ALL: "Any",
}
MOST_WORDS = 5
CAPPED = 1_001  # nobody needs to know how many more there are
MOST_PEOPLE = 10_000  # of one district whom a filter means


@dataclass(frozen=True)
class Asked:
    """The filters of the register; empty ones ask for nothing. `late` also puts the latest first.

    `off_default`: visible in another way than their policy prefers; `few_admins`: with fewer administrators on the platform
    than their policy wants; both for whoever reads the whole register.
    """

    q: str = ""
    school: int | None = None
    platform: str = ""
    status: str = ""
    responsible: str = ""
    late: bool = False
    mine: bool = False
    off_default: bool = False
    few_admins: bool = False

    def params(self) -> dict[str, Any]:
        """What is asked, as the query of an address."""
        given = {key: value for key, value in vars(self).items() if value}
        return {key: "1" if value is True else value for key, value in given.items()}


def reads_more(standing: Standing) -> bool:
    """Whether somebody reads more than directory entries somewhere by a role."""
    return audits(standing) or bool(standing.schools)


def audits(standing: Standing) -> bool:
    """Whether somebody reads the whole register of the district."""
    return standing.reads_all or standing.can(roles.AUDITS)


def readable(standing: Standing) -> Q:
    """The sites of which somebody may read everything: by a role, or as the responsible employee."""
    if audits(standing):
        return Q()
    return Q(school_id__in=sorted(standing.schools)) | Q(responsible=standing.person)


def exportable(standing: Standing) -> Q | None:
    """The sites somebody may take out of the register as a file; None where there are none."""
    if audits(standing):
        return Q()
    return Q(school_id__in=sorted(standing.schools)) if standing.schools else None


def sites_asked_for(standing: Standing, asked: Asked) -> QuerySet[Site]:
    """The sites of this person's district that fit, in no order."""
    district_id = standing.person.district_id
    if district_id is None:
        return Site.objects.none()
    rows = _of_status(Site.objects.filter(district_id=district_id), asked.status, district_id)
    if asked.school:
        rows = rows.filter(school_id=asked.school)
    if asked.platform:
        rows = rows.filter(platform=asked.platform)
    if asked.mine:
        rows = rows.filter(responsible=standing.person)
    if asked.responsible:
        rows = _answered_for_by(rows, district_id, name__icontains=asked.responsible)
    if asked.late:
        rows = rows.filter(readable(standing), overdue_since__isnull=False)
    if asked.off_default:
        rows = rows.filter(_off_default(district_id)) if audits(standing) else rows.none()
    if asked.few_admins:
        rows = rows.filter(short_of_admins(district_id)) if audits(standing) else rows.none()
    return rows.filter(_search(asked.q)) if asked.q else rows


def how_many_fit(standing: Standing, asked: Asked) -> int:
    """How many sites fit, up to 1,001. One query, or two where people are asked about."""
    return sites_asked_for(standing, asked).order_by()[:CAPPED].count()


def how_many_short_of_admins(standing: Standing, *, asked_for: bool) -> int:
    """How many sites have fewer administrators than a policy asks for, or than is advised where none does; up to 1,001."""
    rows = Site.objects.filter(short_of_admins(standing.district_id, asked_for=asked_for), district_id=standing.district_id)
    return rows.order_by()[:CAPPED].count()


def longest_late(standing: Standing, limit: int) -> list[Site]:
    """The sites whose check-ins are late for the longest time. One query."""
    rows = sites_asked_for(standing, Asked(late=True)).select_related("school", "responsible")
    return list(rows.order_by("overdue_since", "id")[:limit])


def _of_status(rows: QuerySet[Site], status: str, district_id: int) -> QuerySet[Site]:
    if status == ALL:
        return rows
    if status == NEEDS_OWNER:
        return _answered_for_by(rows.filter(status=states.ACTIVE), district_id, is_active=False)
    return rows.filter(status__in=states.LIVE) if not status else rows.filter(status=status)


def _off_default(district_id: int) -> Q:
    """Visible in another way than the policy each site stands under prefers. One query for the versions, however many sites."""
    found = Q(pk__in=())
    for version in PolicyVersion.objects.filter(district_id=district_id).defer("text"):
        policy = document_of(version)
        if speaks_of_visibility(policy):
            found |= Q(policy_version=version) & ~Q(visibility__in=("", policy.site.visibility.default))
    return found


def _answered_for_by(rows: QuerySet[Site], district_id: int, **which: Any) -> QuerySet[Site]:
    """Sites of some people. The people are read first: with their numbers the database finds the sites by its index."""
    people = Person.objects.filter(district_id=district_id, **which).order_by("pk")
    return rows.filter(responsible_id__in=list(people.values_list("pk", flat=True)[:MOST_PEOPLE]))


def _search(text: str) -> Q:
    """Every word somewhere in name, handle or address; a whole web address by its canonical form as well."""
    found = Q()
    for word in text.split()[:MOST_WORDS]:
        found &= Q(words__contains=Upper(Value(word)))
    try:
        return found | Q(address=recognise(text).canonical)
    except BadAddress:
        return found


def speaks_of_visibility(policy: Policy) -> bool:
    """Whether the text prefers one visibility, or asks why where another is chosen. Else its default is no preference."""
    spec = policy.site.visibility
    return bool(spec.quote or spec.clause or spec.reason)
