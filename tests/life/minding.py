"""The deeds about orders and complaints."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.signing import Signer

from accounts.models import Person
from concerns import services, tokens
from concerns.models import Complaint, Directive
from concerns.services import complaints
from concerns.services.complaints import Filing
from records.events import CLOCK
from tests.life.deeds import Deed, anybody, refuse_unless
from tests.life.keeping import LIVE
from tests.life.keeping import found as site_of
from tests.life.model import HEAD, Model, Thing

GROUND = "breaks this policy"
ORDER = '[[directive]]\nkey = "{key}"\nissued_by = ["principal"]\ngrounds = ["breaks this policy"]\n{more}\n'
MORE = {"rename": "", "move": 'confirm_by = "responsible"', "suspend": "", "avoid_subject": "", "shut_down": ""}
ADDING = "\n" + "".join(ORDER.format(key=key, more=more) for key, more in MORE.items())  # to the model policy
WORKED = ("rename", "move", "shut_down")  # somebody has to do something


def found(thing: Thing) -> Directive:
    """The order as it is stored."""
    return Directive.objects.get(pk=thing.pk)


def issuing(model: Model, site: Thing) -> set[str]:
    """The principal of the school and who acts for them; nobody orders anything of themselves."""
    return model.heads(site.school) - {site.owner}


def leads_somewhere(site: Thing, key: str) -> bool:
    """Orders are about sites that live; a suspended one is not suspended again."""
    return site.state == "active" if key == "suspend" else site.state in LIVE


def issue(life: Any, site: Thing, key: str, by: Person) -> Directive:
    """Give an order, with a reason of its own."""
    subject = "The strike" if key == "avoid_subject" else ""
    return services.issue(
        site=site_of(site), key=key, ground=GROUND, form_key=uuid4(), by=by, at=life.model.at, subject=subject,
        reason=f"Order {life.model.fresh()}.",
    )  # fmt: skip


def doing(model: Model, thing: Thing) -> set[str]:
    """Whoever carries it out."""
    assert thing.site is not None
    return model.answers_for(thing.site)


def as_issuer(model: Model, thing: Thing) -> set[str]:
    """Whoever gave the order, who acts for them, and who holds the role once they have left."""
    assert thing.site is not None
    return model.heads(thing.site.school) if thing.owner in model.gone else model.acting(thing.owner)


def confirming(model: Model, thing: Thing) -> set[str]:
    """Nobody confirms their own deed."""
    return as_issuer(model, thing) - {thing.person}


def ending(model: Model, thing: Thing) -> set[str]:
    """Whoever may give it takes it back, but not for their own site in another's name."""
    assert thing.site is not None
    return as_issuer(model, thing) | (model.heads(thing.site.school) - {thing.site.owner})


def kinds(*keys: str) -> Any:
    """Only orders of these kinds."""
    return lambda _model, thing: thing.what in keys


def goes_on(thing: Thing) -> tuple[str, ...]:
    """What was suspended for this order alone is active again."""
    site = thing.site
    if site is None or site.state != "suspended" or site.reason != thing.reason:
        return ()
    site.state, site.reason = "active", ""
    return ("reinstate",)


def acknowledged(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """What is to be done is acknowledged, a subject is avoided, the rest is carried out."""
    thing.state = "acknowledged" if thing.what in WORKED else "standing" if thing.what == "avoid_subject" else "confirmed"
    return ()


def finished(_life: Any, thing: Thing, by: str) -> tuple[str, ...]:
    """Done; where one's word is enough, carried out."""
    thing.person, thing.state = by, "confirmed" if thing.what == "move" else "done"
    return goes_on(thing) if thing.what == "move" and thing.late else ()


def confirmed(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """What the clock suspended goes on."""
    return goes_on(thing) if thing.late else ()


def sent_back(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """It is nobody's deed any more."""
    thing.person = ""
    return ()


def taken_back(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """What it suspended goes on."""
    return goes_on(thing)


def too_late(_life: Any, thing: Thing, _by: str) -> tuple[str, ...]:
    """The site is suspended, if it is active."""
    site = thing.site
    assert site is not None
    thing.late = True
    if site.state != "active":
        return ()
    thing.reason = f"Late {thing.pk}"
    site.state, site.reason = "suspended", thing.reason
    return ("suspend",)


def suspend_for(life: Any, thing: Thing, _by: Person) -> None:
    """The clock."""
    refuse_unless(services.suspend_for(directive_id=thing.pk, by=CLOCK, at=life.model.at))


def deed(name: str, **more: Any) -> Any:
    """One deed on an order."""
    return lambda life, thing, by: getattr(services, name)(directive=found(thing), by=by, at=life.model.at, **more)


def back(_model: Model, thing: Thing) -> bool:
    """A subject is lifted, what was shut down stays so."""
    return thing.what not in ("avoid_subject", "shut_down")


TO_DO = ("ordered", "acknowledged")
ORDERS = [
    Deed("directive", "acknowledge", ("ordered",), "", deed("acknowledge"), doing, ("acknowledge",), then=acknowledged,
         move="acknowledge"),
    Deed("directive", "finish", TO_DO, "", deed("finish", proof="Done."), doing, ("finish",), kinds(*WORKED), finished, "finish"),
    Deed("directive", "confirm", ("done",), "confirmed", deed("confirm"), confirming, ("confirm",), then=confirmed,
         move="confirm"),
    Deed("directive", "send back", ("done",), "acknowledged", deed("send_back", reason="Not yet."), confirming, ("send_back",),
         then=sent_back, move="send_back"),
    Deed("directive", "withdraw", (*TO_DO, "done"), "withdrawn", deed("withdraw", reason="No."), ending, ("withdraw",), back,
         taken_back, "withdraw"),
    Deed("directive", "lift", ("ordered", "standing"), "lifted", deed("lift", reason="Over."), ending, ("lift",),
         kinds("avoid_subject"), taken_back, "lift"),
    Deed("directive", "suspend for", TO_DO, "", suspend_for, anybody, ("suspend_for",), lambda _model, thing: not thing.late,
         too_late),
]  # fmt: skip


# complaints ------------------------------------------------------------------------------------------------------------


def file_complaint(life: Any, site: Thing) -> Complaint:
    """Somebody without an account complains about a site."""
    number, at = life.model.fresh(), life.model.at
    signed = Signer(salt="concerns.ticket").sign(f"{number:032x}.{int((at - timedelta(minutes=2)).timestamp())}")
    cast = life.cast
    filing = Filing(district=cast.lakeside, version=cast.policy, kind="site", site=site_of(site), text="Names are called.")
    visitor = f"203.0.113.{number}"
    made, _receipt = complaints.file_complaint(
        filing=filing, ticket=tokens.read_ticket(str(signed)), trap="", visitor=visitor, at=at
    )
    return made


def receiving(model: Model, thing: Thing) -> set[str]:
    """Whom the site names and the principal; never whom it may be about, nor who acts for them."""
    head = HEAD[thing.school]
    heads = set() if head in thing.people else model.heads(thing.school)
    more = {name for each in thing.more for name in model.acting(each)}
    return ({"casey"} | heads | more) - thing.people


def handled(name: str, **more: Any) -> Any:
    """One deed on a complaint."""

    def run(life: Any, thing: Thing, by: Person) -> None:
        getattr(complaints, name)(complaint=Complaint.objects.get(pk=thing.pk), by=by, at=life.model.at, **more)

    return run


STILL = ("waiting", "acknowledged")
COMPLAINTS = [
    Deed("complaint", "acknowledge", ("waiting",), "acknowledged", handled("acknowledge", message="Read."), receiving,
         ("acknowledge_complaint",), move="acknowledge"),
    Deed("complaint", "write", STILL, "", handled("write_message", text="Soon."), receiving, ("message_complainant",)),
    Deed("complaint", "note", STILL, "", handled("write_note", text="Seen."), receiving, ("note_complaint",)),
    Deed("complaint", "conclude", STILL, "concluded", handled("conclude", outcome="no action", reason="Nothing."), receiving,
         ("conclude_complaint",), move="conclude"),
]  # fmt: skip
DEEDS = [*ORDERS, *COMPLAINTS]
