"""Sites for the tests of this room, registered by the real deed."""

from datetime import datetime
from typing import Any

from accounts.access import actor
from accounts.models import Person
from records.models import Event, Message
from registry.addresses import recognise
from registry.models import Site
from registry.services import register
from tests.cast import AT, Cast


def site(
    cast: Cast, name: str = "Robotics", *, by: Person | None = None, at: datetime = AT, typed: str = "", **more: Any
) -> Site:
    """A site at Birchwood that Maya answers for, unless said otherwise."""
    responsible = more.pop("responsible", cast.maya)
    return register(
        **{
            "district": responsible.district,
            "school": responsible.place,
            "name": name,
            "entity": "club",
            "entity_label": "Club",
            "platform": "instagram",
            "platform_label": "Instagram",
            "address": recognise(typed) if typed else None,
            "visibility": "public",
            "responsible": responsible,
            "posters": [responsible],
            "complaints_to": None,
            "decided": "Approved by Pat Lindqvist on September 14, 2026",
            "policy_version": cast.policy,
            "terms": {},
            "by": actor(by or responsible),
            "at": at,
            **more,
        }
    )


def rows(cast: Cast, count: int, **more: Any) -> list[Site]:
    """Many sites at once, without events: Site 001 to Site 120."""
    return Site.objects.bulk_create(
        Site(
            **{
                "district": cast.lakeside,
                "school": cast.birchwood,
                "name": f"Site {number:03}",
                "platform": "instagram",
                "platform_label": "Instagram",
                "status_since": AT,
                "registered_at": AT,
                "responsible": cast.maya,
                **more,
            }
        )
        for number in range(1, count + 1)
    )


def said(site: Site) -> list[tuple[str, str, str, str]]:
    """The trail of a site: verb, who, what, why."""
    events = Event.objects.filter(subject_kind="site", subject_id=site.pk).order_by("id")
    return [(event.verb, event.actor_name, event.sentence, event.reason) for event in events]


def letters(site: Site) -> list[tuple[str, str]]:
    """The mails about a site: to whom, with which subject."""
    about = Message.objects.filter(about_kind="site", about_id=site.pk).order_by("to_name")
    return list(about.values_list("to_name", "subject"))
