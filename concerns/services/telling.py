"""Letters and events of this room, one way for all of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.access import actor, addressee
from accounts.models import Person
from accounts.selectors import Holder
from records import events, outbox
from records.events import Actor

from .. import letters
from ..models import Directive


def said(by: Actor) -> str:
    """A doer as a letter names them: Dee Okafor for Pat Lindqvist."""
    return f"{by.name} for {by.acting_for}" if by.acting_for else by.name


def tell(
    directive: Directive, what: str, people: Iterable[Holder], *, by: Actor, at: datetime, reply_to: str = "", **more: Any
) -> None:
    """One letter to each of these people, at once; never to the doer."""
    for holder in people:
        if holder.person.pk == by.id or not holder.person.is_active:
            continue
        whom = holder.acting_for.name if holder.acting_for else ""
        outbox.post(
            to=addressee(holder.person),
            letter=letters.orders.about(directive, what, who=said(by), for_whom=whom, **more),
            kind="directive",
            key=f"order-{directive.pk}-{what}-{at.isoformat()}-{holder.person.pk}",
            at=at,
            district_id=directive.district_id,
            about=("directive", directive.pk),
            reply_to=reply_to,
        )


def record(verb: str, directive: Directive, sentence: str, *, by: Actor, at: datetime, reason: str = "", **details: Any) -> None:
    """One line in the trail of an order."""
    events.record(
        verb=verb,
        subject=("directive", directive.pk),
        sentence=sentence,
        by=by,
        at=at,
        district_id=directive.district_id,
        reason=reason,
        details={"site": directive.site_id, **details},
    )


def doer(person: Person, acting_for: str) -> Actor:
    """Somebody in the browser, and whom they act for."""
    return actor(person, acting_for=acting_for)
