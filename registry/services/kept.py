"""What the deeds about a site share: its line in the trail, and the document it is registered under."""

from datetime import datetime
from typing import Any

from accounts.access import actor
from accounts.models import Person
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import document_of
from records import events
from records.events import Actor

from ..models import Site


def record_of_site(
    verb: str, site: Site, sentence: str, *, by: Actor, at: datetime, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """One event about a site."""
    events.record(
        verb=verb,
        subject=("site", site.pk),
        sentence=sentence,
        by=by,
        at=at,
        district_id=site.district_id,
        reason=reason,
        details=details,
    )


def policy_of_site(version: PolicyVersion | None) -> Policy | None:
    """What holds for a site: the document it is registered under, if any."""
    return document_of(version) if version else None


def record_by(
    verb: str,
    site: Site,
    sentence: str,
    by: Person,
    at: datetime,
    acting_for: str,
    *,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """One event about a site by somebody in the browser, in whose name they did it."""
    doer = actor(by, acting_for=acting_for)
    record_of_site(verb, site, sentence, by=doer, at=at, reason=reason, details=details)
