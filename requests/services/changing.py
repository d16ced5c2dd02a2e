"""What a change of a site asks for, and what happens to the site while and after it is decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.access import actor, addressee
from accounts.models import Person
from policies.selectors import document_of
from records import outbox
from records.events import Actor
from registry import services as registry
from registry.addresses import recognise
from registry.models import Site

from .. import letters
from ..columns import text
from ..models import Submission

HELD = "A change of this site is being decided."


def now_of(site: Site) -> dict[str, Any]:
    """What the register says of what may change, by the key of the question."""
    return {
        "name": site.name,
        "platform": site.platform,
        "address": site.address,
        "visibility": site.visibility,
        "responsible": site.responsible_id,
    }


def changed_of(site: Site, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Which answers of a change differ from what the register says, by key."""
    now = now_of(site)
    given = {key: value for key, value in answers.items() if key in now and value not in (None, "")}
    if typed := text(given.get("address")):
        given["address"] = recognise(typed).canonical
    return {key: value for key, value in given.items() if value != now[key]}


def apply_change(submission: Submission, *, by: Person, at: datetime) -> None:
    """Every decision is in: the register says what was asked for, and the new responsible employee is told.

    Part of the deed that decided last. Refuses an address that another site took meanwhile.
    """
    site = submission.site
    if site is None:
        return
    changed = changed_of(site, submission.answers)
    typed = text(submission.answers.get("address")) if "address" in changed else ""
    named = changed.get("responsible")
    responsible = Person.objects.filter(pk=named, district_id=site.district_id).first() if named else None
    release(submission, by=by, at=at)
    if not changed:
        return
    platform = document_of(submission.policy_version).platform(changed.get("platform", ""))
    registry.change(
        site=site,
        name=changed.get("name"),
        platform=changed.get("platform"),
        platform_label=platform.label if platform else None,
        address=recognise(typed) if typed else None,
        visibility=changed.get("visibility"),
        responsible=responsible,
        reason=text(submission.answers.get("reason")),
        by=actor(by),
        at=at,
    )
    if responsible is not None and responsible.pk != by.pk:
        outbox.post(
            to=addressee(responsible), letter=letters.registered(submission, site), kind="registered",
            key=f"registered:{site.pk}:{responsible.pk}:{submission.pk}", at=at, district_id=site.district_id,
            about=("site", site.pk),
        )  # fmt: skip


def release(submission: Submission, *, by: Person | Actor, at: datetime) -> None:
    """What was held while a change was decided goes on, however it was decided."""
    if submission.kind == Submission.Kind.CHANGE and submission.site is not None:
        doer = actor(by) if isinstance(by, Person) else by
        registry.release(site=submission.site, reason=HELD, by=doer, at=at)
