"""Somebody of the demonstration leaves in three weeks: one page has passed on, one is offered, about one nobody is asked."""

from datetime import date, timedelta

from accounts.models import Person
from accounts.services import set_last_day
from registry import services as registry
from registry.models import HandOver, Offer, Site

from .people import World
from .stories import Ago

THREE_WEEKS, TWO_WEEKS = timedelta(days=21), timedelta(days=14)


def leave(world: World, ago: Ago, *, last: date) -> None:
    """Leah Kim leaves: the choir is Andre Fontaine's by now, Idris Cole is asked about the jazz band."""
    leah, director, principal = (world.people[who] for who in ("music", "director", "principal"))
    set_last_day(person=_again(leah), ends_on=last + THREE_WEEKS, by=director, at=ago(4, 9))
    choir = registry.offer_site(
        site=known("Concert Choir"), person=world.people["drama"], answer_by=last + TWO_WEEKS, by=leah, at=ago(3, 15),
        note="You know the hall, and the parents know you.",
    )  # fmt: skip
    registry.accept_offer(
        offer=Offer.objects.select_related("site__district", "giver").get(pk=choir.pk), by=choir.person, at=ago(2)
    )
    passed = HandOver.objects.select_related("site__district", "site__responsible", "person").get(person=leah)
    for what in ("removed", "recovery"):
        registry.tick_hand_over(hand_over=passed, what=what, on=ago(2).date(), by=choir.person, at=ago(2, 12))
    registry.offer_site(
        site=known("Jazz Band"), person=world.people["soccer"], answer_by=last + TWO_WEEKS, by=principal, at=ago(1, 11)
    )


def known(name: str) -> Site:
    """A page of Lakeside by its name, with what a deed about it asks for."""
    return Site.objects.select_related("district", "school", "responsible__supervisor", "policy_version").get(name=name)


def _again(person: Person) -> Person:
    return Person.objects.select_related("district", "supervisor", "place").get(pk=person.pk)
