"""Orders for the tests of this room, given by the real deed."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.models import Person
from concerns import services
from concerns.models import Directive
from concerns.rules import Facts
from records.models import Event, Message
from registry.models import Site
from tests.cast import AT, Cast
from tests.registry import sites

OURS = Facts(words_of="own")
POST = "September 14, begins “Congratulations to”"


def order(cast: Cast, site: Site | None = None, key: str = "remove_post", *, by: Person | None = None, **more: Any) -> Directive:
    """An order of the principal about Maya's site: remove a post of ours that breaks the policy, unless said otherwise."""
    usual: dict[str, Any] = {"ground": "breaks this policy", "reason": "It names a student.", "form_key": uuid4(), "at": AT}
    if key == "remove_post":
        usual |= {"post": POST, "facts": OURS}
    return services.issue(site=site or sites.site(cast), key=key, by=by or cast.pat, **{**usual, **more})


def acknowledged(directive: Directive, by: Person, at: datetime = AT) -> Directive:
    """The same, acknowledged."""
    return services.acknowledge(directive=directive, by=by, at=at)


def said(directive: Directive) -> list[tuple[str, str, str]]:
    """The trail of an order: verb, who, why."""
    events = Event.objects.filter(subject_kind="directive", subject_id=directive.pk).order_by("id")
    return list(events.values_list("verb", "actor_name", "reason"))


def letters(directive: Directive) -> list[tuple[str, str]]:
    """The mails about an order: to whom, with which subject."""
    about = Message.objects.filter(about_kind="directive", about_id=directive.pk).order_by("id")
    return list(about.values_list("to_name", "subject"))
