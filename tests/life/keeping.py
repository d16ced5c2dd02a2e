"""The deeds about a site: suspended, reinstated, closed, shut down; offered to somebody else; its check-ins."""

from datetime import timedelta
from typing import Any

from accounts.models import Person
from monitoring.models import CheckIn
from monitoring.services import answer_check_in
from registry import services
from registry.models import Offer, Site
from tests.life.deeds import Deed
from tests.life.model import LAKESIDE, Model, Thing

LIVE = ("active", "suspended")
FOR_THE_ANSWER = timedelta(days=10)


def found(thing: Thing) -> Site:
    """The site as it is stored."""
    return Site.objects.select_related("district", "school", "responsible__supervisor", "policy_version").get(pk=thing.pk)


def order(deed: str) -> Any:
    """One of the register's own orders, each with a reason of its own."""

    def run(life: Any, thing: Thing, by: Person) -> None:
        getattr(services, deed)(site=found(thing), reason=f"Reason {life.model.fresh()}", by=by, at=life.model.at)

    return run


def ordering(model: Model, thing: Thing) -> set[str]:
    """Whose role says so."""
    return model.orders(thing.school)


def closing(model: Model, thing: Thing) -> set[str]:
    """One's own site one may close."""
    return ordering(model, thing) | {thing.owner}


def reasoned(life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The reason stands on the site."""
    thing.reason = f"Reason {life.model.number}"
    return ()


def has_somebody(model: Model, thing: Thing) -> bool:
    """Somebody answers for it."""
    return thing.owner not in model.gone


SITES = [
    Deed("site", "suspend", ("active",), "suspended", order("suspend"), ordering, ("suspend",), then=reasoned, move="suspend"),
    Deed("site", "reinstate", ("suspended",), "active", order("reinstate"), ordering, ("reinstate",), has_somebody, reasoned,
         "reinstate"),
    Deed("site", "close", LIVE, "closed", order("close"), closing, ("close",), then=reasoned, move="close"),
    Deed("site", "shut down", LIVE, "shut_down", order("shut_down"), ordering, ("shut_down",), then=reasoned, move="shut_down"),
]  # fmt: skip


# offers ----------------------------------------------------------------------------------------------------------------


def offering(model: Model, site: Thing) -> set[str]:
    """Who may offer a site: whoever answers for it, their supervisor, who acts for them, and whose role gives orders."""
    if site.state not in LIVE:
        return set()
    above = {"maya": "sam", "sam": "pat", "dee": "pat", "pat": "sue"}.get(site.owner, "")
    mine = {site.owner, above} - {""}
    return (mine | (model.for_pat() if "pat" in mine else set()) | model.orders(site.school)) - model.gone


def can_take(model: Model, site: Thing, person: str) -> bool:
    """An employee of the district who is there and does not answer for it yet."""
    free = not any(row.site is site and row.state == "open" for row in model.of("offer"))
    return free and person in LAKESIDE and person not in model.gone and person not in ("val", site.owner)


def offer(life: Any, site: Thing, person: str, by: Person) -> Offer:
    """Ask somebody to answer for a site."""
    at = life.model.at
    return services.offer_site(
        site=found(site), person=life.person(person), answer_by=life.model.today + FOR_THE_ANSWER, by=by, at=at
    )


def offered(thing: Thing) -> Offer:
    """The offer as it is stored."""
    rows = Offer.objects.select_related("site__district", "site__school", "site__responsible", "person", "giver", "offered_by")
    return rows.get(pk=thing.pk)


def passed(_life: Any, thing: Thing, by: str) -> tuple[str, ...]:
    """The site is theirs; the old one posts no more."""
    assert thing.site is not None
    thing.site.people -= {thing.giver}
    thing.site.owner = by
    return ()


def asked(_model: Model, thing: Thing) -> set[str]:
    """The one who is asked."""
    return {thing.person}


def still_theirs(_model: Model, thing: Thing) -> bool:
    """The site lives, and whoever gave it still answers for it."""
    return thing.site is not None and thing.site.state in LIVE and thing.site.owner == thing.giver


def taking_back(model: Model, thing: Thing) -> set[str]:
    """Whoever offered it, and whoever could offer it now."""
    assert thing.site is not None
    return {thing.owner} | offering(model, thing.site)


OFFERS = [
    Deed("offer", "accept", ("open",), "accepted", lambda life, thing, by: services.accept_offer(
        offer=offered(thing), by=by, at=life.model.at), asked, ("accept_offer",), still_theirs, passed),
    Deed("offer", "decline", ("open",), "declined", lambda life, thing, by: services.decline_offer(
        offer=offered(thing), by=by, at=life.model.at), asked, ("decline_offer",)),
    Deed("offer", "take back", ("open",), "withdrawn", lambda life, thing, by: services.withdraw_offer(
        offer=offered(thing), by=by, at=life.model.at), taking_back, ("withdraw_offer",)),
]  # fmt: skip


# check-ins -------------------------------------------------------------------------------------------------------------


def owing(model: Model, thing: Thing) -> set[str]:
    """Whoever answers for the site checks the comments, their supervisor looks."""
    assert thing.site is not None
    return model.acting(thing.site.owner) if thing.what == "comments" else model.above(thing.site.owner)


def answer(outcome: str) -> Any:
    """One of the answers."""

    def run(life: Any, thing: Thing, by: Person) -> None:
        check_in = CheckIn.objects.get(pk=thing.pk)
        answer_check_in(check_in=check_in, outcome=outcome, note="Seen.", by=by, at=life.model.at)

    return run


CHECK_INS = [
    Deed("check_in", outcome, ("open",), "answered", answer(outcome), owing, ("answer",), move="answer")
    for outcome in ("nothing_found", "acted", "need_help")
]
DEEDS = [*SITES, *OFFERS, *CHECK_INS]
