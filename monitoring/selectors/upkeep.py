"""What is shown and compared where a policy asks for renewal, a minimum of posts, or whether a site is still in use."""

from datetime import date, timedelta

from accounts.schooldays import SchoolDays
from accounts.selectors import calendar_of
from policies.document import Policy
from policies.durations import Duration, add, how_often, parse
from policies.selectors import document_of
from policies.upkeep import INACTIVITY, POSTING, RENEWAL
from registry.models import Poster, Site

SHOWN = ("responsible", "address")  # of a renewal, where the policy names nothing to confirm


def _policy(site: Site) -> Policy | None:
    return document_of(site.policy_version) if site.policy_version else None


def minimum_of(site: Site) -> int:
    """How many posts the policy asks for at least; 0 where it asks for none."""
    policy = _policy(site)
    return policy.posting.minimum if policy and policy.posting else 0


def inactive_since(site: Site, today: date) -> tuple[date, bool]:
    """A site whose last post was on this day or before counts as inactive; and whether the policy closes it then."""
    policy = _policy(site)
    if policy is None or policy.inactivity is None:
        return date.min, False
    days = calendar_of(district=site.district, school_id=site.school_id)
    return _latest(today, parse(policy.inactivity.after), days), policy.inactivity.then == "close"


def _latest(today: date, after: Duration, days: SchoolDays) -> date:
    """The last day from which so long a time is over today."""
    low, high = today - (add(today, after, days) - today) * 2 - timedelta(days=7), today
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (middle, high) if add(middle, after, days) <= today else (low, middle)
    return low


def stands_now(site: Site, key: str) -> list[str]:
    """What a question shows as it stands: the points of a renewal, the minimum of posts, how long without a post."""
    policy = _policy(site)
    if policy is None:
        return []
    if key == RENEWAL and policy.renewal:
        return [*(_point(site, each) for each in policy.renewal.confirm or SHOWN), *_lists(policy)]
    if key == POSTING and policy.posting:
        often = how_often(parse(policy.posting.per)).lower()
        return [f"The policy asks for at least {policy.posting.minimum} posts {often}."]
    if key == INACTIVITY and policy.inactivity:
        long, closes = policy.inactivity.after, policy.inactivity.then == "close"
        what = "it is closed when you save" if closes else "you keep it for a reason, or close it"
        return [f"Without a post for {long}: {what}."]
    return []


def _point(site: Site, name: str) -> str:
    """One point of a renewal in words; one that the register does not know is asked by its name."""
    known = {
        "responsible": lambda: f"Responsible employee: {site.responsible or 'nobody'}",
        "posters": lambda: f"Who may post: {', '.join(_posters(site)) or 'nobody'}",
        "visibility": lambda: f"Visibility: {site.visibility or 'not said'}",
        "address": lambda: f"Web address: {site.address or 'none stored'}",
        "platform": lambda: f"Platform: {site.platform_label}",
        "school": lambda: f"School: {site.school.name}",
    }
    return known.get(name, lambda: name.replace("_", " ").capitalize())()


def _lists(policy: Policy) -> list[str]:
    """What a duty that nobody is reminded of looks at, such as the settings (004:6): it is gone through anew."""
    unasked = (spec for spec in policy.duties if not spec.every)
    return [f"{spec.label}: {point[:1].lower()}{point[1:]}" for spec in unasked for point in spec.checklist]


def _posters(site: Site) -> list[str]:
    return list(Poster.objects.filter(site=site).order_by("person__name").values_list("person__name", flat=True))
