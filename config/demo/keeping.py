"""What the diligent keep on record of their pages: a consent the policy asks for, and who is administrator on the platform."""

from datetime import datetime, timedelta

from accounts.access import local_day
from accounts.models import Person
from registry import services as registry
from registry.models import Site
from registry.selectors import grounds, policy_over

EVERY = 4  # of so many pages one has records; on the others a visitor sees what would be there


def keep(site: Site, *, beside: Person, at: datetime) -> None:
    """One consent where the policy asks for any, and two administrators, confirmed that day."""
    owner, policy = site.responsible, policy_over(site)
    if owner is None or policy is None:
        return
    since = local_day(at, site.district.time_zone) - timedelta(days=20)
    for ground in grounds(policy)[:1]:
        registry.record_consent(
            site=site, ground=ground.key, since_on=since, occasion="Fall season", people=18,
            kept_where="Main office, binder of releases", checked=True, by=owner, at=at,
        )  # fmt: skip
    for person in dict.fromkeys([owner, beside]):
        registry.add_admin(site=site, person=person, since_on=since, by=owner, at=at)
    registry.confirm_admins(site=site, by=owner, at=at)
