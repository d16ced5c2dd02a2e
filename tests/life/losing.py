"""The deeds about a page that is not under control, and what the clock does with complaints that nobody acknowledges."""

from typing import Any

from accounts.models import Person
from concerns import services
from concerns.models import Complaint, LostControl, Receiver
from concerns.states import LATE, NEXT, WAITING
from tests.life.deeds import Deed
from tests.life.keeping import LIVE
from tests.life.keeping import found as site_of
from tests.life.model import Model, Thing

AUDITOR = "tom"  # holds the role that keeps the register


def answering(model: Model, site: Thing) -> set[str]:
    """Whoever answers for a site or for them, whose role gives orders about it, and who acts for them."""
    return model.acting(site.owner) | model.above(site.owner) | model.orders(site.school)


def reporting(model: Model, site: Thing) -> set[str]:
    """The same, and who posts there; once, of a site that lives."""
    return answering(model, site) | site.people if site.state in LIVE and not site.is_doubted else set()


def report(life: Any, site: Thing, by: Person) -> LostControl:
    """Say that a page is not under control."""
    return services.report_lost(site=site_of(site), by=by, at=life.model.at, what="It posts by itself.")


def found(thing: Thing) -> LostControl:
    """The case as it is stored."""
    return LostControl.objects.get(pk=thing.pk)


def saying(model: Model, thing: Thing) -> set[str]:
    """Who says that it is under control again."""
    assert thing.site is not None
    return answering(model, thing.site)


def giving_up(model: Model, thing: Thing) -> set[str]:
    """Whose role gives orders about the site."""
    return model.orders(thing.school)


def reading(model: Model, thing: Thing) -> set[str]:
    """Whoever may read all of the site: with the above who posts there, and who receives its complaints."""
    assert thing.site is not None
    return saying(model, thing) | thing.site.people | {"casey"}


def regained(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The site is verified again."""
    assert thing.site is not None
    thing.site.is_doubted = False
    return ()


def given_up(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The site is shut down, if it still lives."""
    site = thing.site
    assert site is not None
    if site.state not in LIVE:
        return ()
    site.state, site.reason = "shut_down", f"Lost {thing.pk}"
    return ("shut_down",)


DEEDS = [
    Deed("lost", "regain", ("lost",), "regained", lambda life, thing, by: services.regain(
        case=found(thing), by=by, at=life.model.at, admins_checked=True, recovery_checked=True), saying, ("regain", "trust"),
        then=regained),
    Deed("lost", "regain unseen", (), "", lambda life, thing, by: services.regain(
        case=found(thing), by=by, at=life.model.at, admins_checked=True), saying),
    Deed("lost", "note", ("lost",), "", lambda life, thing, by: services.note_lost(
        case=found(thing), text="We wrote to the platform.", by=by, at=life.model.at), reading, ("note_lost",)),
    Deed("lost", "give up", ("lost",), "gone", lambda life, thing, by: services.give_up(
        case=found(thing), note="It is gone.", by=by, at=life.model.at), giving_up, ("give_up",), then=given_up),
]  # fmt: skip


def passed_on(life: Any, names: dict[int, str]) -> None:
    """Whom the clock let receive a complaint too: nobody concerned, nobody without need; and nobody waits too long alone."""
    model, complaints = life.model, {row.pk: row for row in life.model.of("complaint")}
    if model.today.weekday() < 5:
        late = Complaint.objects.filter(pk__in=complaints, state=WAITING, answer_by__lt=model.today)
        assert not late.filter(late_since=None).exists(), "nobody else heard of a complaint that is late"
    for row in Receiver.objects.filter(complaint__in=complaints, why__in=(NEXT, LATE)).select_related("complaint"):
        thing = complaints[row.complaint_id]
        who = names[row.person_id] if row.person_id else AUDITOR
        assert who not in thing.people, "somebody concerned receives the complaint"
        assert row.why == NEXT or row.complaint.late_since is not None, "it was passed on before it was late"
        thing.more |= {who}
