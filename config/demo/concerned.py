"""An order that is being carried out, a subject to avoid, and a page that its people do not control."""

from datetime import timedelta
from uuid import UUID

from accounts.models import Person
from concerns import services
from concerns.models import Directive
from concerns.rules import Facts
from registry.models import Site

from .people import World
from .stories import Ago

ORDERED, AVOIDED = UUID(int=1), UUID(int=2)  # of the forms, which nobody filled in here
POST = "Before the practice of Monday, begins “Great catch by”"
WORDS = "Great catch by our number 7! See you on Friday. (The picture shows her name on the jersey.)"
NOTICED = "The channel has a new picture and shows videos about coins. My password no longer works."
TRIED = "Recovered the Google account with the district’s phone; the second owner of the channel is still to be reached."


def concern(world: World, ago: Ago) -> None:
    """At Lakeside: a post to be removed, acknowledged, its words kept; and a channel that a stranger posts on."""
    coach, principal, art = (world.people[who] for who in ("soccer", "principal", "river.art"))
    given = services.issue(
        site=_site("Girls’ Volleyball", world), key="remove_post", ground="breaks this policy", form_key=ORDERED, post=POST,
        reason="The picture shows a student’s name, and there is no release.", facts=Facts(words_of="own"), by=principal,
        at=ago(1, 11),
    )  # fmt: skip
    services.acknowledge(directive=given, by=coach, at=ago(1, 13))
    _keep(given, principal, coach, ago)
    case = services.report_lost(site=_site("Art Show", world), what=NOTICED, by=art, at=ago(1, 14))
    services.note_lost(case=case, text=TRIED, by=world.people["director"], at=ago(1, 15))


def _keep(given: Directive, seen_by: Person, by: Person, ago: Ago) -> None:
    services.keep_evidence(
        directive=given, text=WORDS, seen_at=ago(1, 10) + timedelta(minutes=40), seen_by=seen_by.name, by=by, at=ago(1, 13)
    )


def avoid(world: World, ago: Ago) -> None:
    """At Stonebrook: the administration has a subject avoided, which stands on the site's page."""
    given = services.issue(
        site=_site("Stonebrook Tennis", world), key="avoid_subject", form_key=AVOIDED, by=world.people["administration"],
        at=ago(6),
        ground="violates the rights of students, parents, other employees or Board members",
        subject="Injuries of players, and why somebody does not play",
    )  # fmt: skip
    services.acknowledge(directive=given, by=world.people["teacher"], at=ago(6, 15))


def _site(name: str, world: World) -> Site:
    return Site.objects.get(name=name, district=world.district)
