"""Open steps whose time has run out: an approval that was never followed by an address."""

from datetime import timedelta

from django.db.models import QuerySet

from accounts.access import local_day
from accounts.selectors import Calendars
from monitoring import schedule
from policies.durations import parse
from policies.models import PolicyVersion
from policies.selectors import document_of
from records.statements import Given
from requests import states
from requests.models import Step, Submission
from requests.services import expire

from .claim import Claim


def expire_overdue(claim: Claim, calendars: Calendars) -> int:
    """End the submissions whose open step passed the last day its policy gives it. How many ended."""
    open_steps = may_expire(claim.district.pk)
    versions = PolicyVersion.objects.filter(district=claim.district).defer("text")
    return sum(
        _expire(claim, calendars, open_steps.filter(submission__policy_version=version, key=key), after)
        for version in versions
        for key, after in expiring(version).items()
    )


def may_expire(district_id: int | Given) -> QuerySet[Step]:
    """The open steps of requests for sites."""
    open_steps = Step.objects.filter(state=states.STEP_OPEN, submission__status=states.OPEN)
    return open_steps.filter(submission__district_id=district_id, submission__kind=Submission.Kind.SITE)


def expiring(version: PolicyVersion) -> dict[str, str]:
    """The steps of a policy that run out, and after how long."""
    return {spec.key: spec.expires_after for spec in document_of(version).steps if spec.expires_after}


def _expire(claim: Claim, calendars: Calendars, steps: QuerySet[Step], after: str) -> int:
    """A duration is never shorter than so many days: only steps that old are read."""
    duration = parse(after)
    clock = schedule.Clock(expires_after=duration)
    old = steps.filter(opened_at__lt=claim.at - timedelta(days=duration.count)).select_related("submission")
    expired = 0
    for step in old:
        opened_on = local_day(step.opened_at or claim.at, claim.district.time_zone)
        last_day = schedule.expiry_date(opened_on, clock, calendars.of(step.submission.place_id))
        if last_day is not None and last_day < claim.today:
            expired += expire(step=step, at=claim.at)
    return expired
