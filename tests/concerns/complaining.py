"""Complaints for the tests of this room: typed into the public pages, or filed by the real deed."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from accounts.models import Appointment, Person
from concerns import selectors, states, tokens
from concerns.models import Complaint
from concerns.services import complaints as services
from concerns.services.complaints import Filing
from records.models import Event, Message
from registry.models import Site
from tests.cast import AT, Cast, appoint
from tests.registry.sites import site as site

VISITOR = "203.0.113.7"
WORDS = "A player is called names in the comments."
SECRET = "Pupil P. wrote it on Friday night."  # what no list, mail, trail or log may hold


def address(made: Site) -> str:
    """The public page of a site."""
    return reverse("report", args=[selectors.address_of(made)])


def door(cast: Cast, about: str = "") -> str:
    """The public page of Lakeside, or one of its forms."""
    code = selectors.address_of_district(cast.lakeside)
    return reverse("report-about", args=[code, about]) if about else reverse("report", args=[code])


def ticket(number: int = 1, *, shown: datetime = AT - timedelta(minutes=2)) -> str:
    """The ticket of a form that was shown two minutes ago; another number is another form."""
    return str(Signer(salt="concerns.ticket").sign(f"{number:032x}.{int(shown.timestamp())}"))


def send(path: str, client: Client | None = None, **typed: Any) -> Any:
    """Somebody without an account sends a form."""
    return (client or Client(REMOTE_ADDR=VISITOR)).post(path, {"text": WORDS, "ticket": ticket(), **typed})


def receipt_in(reply: Any) -> str:
    """The receipt on a page."""
    (found,) = re.findall(r'class="receipt">([A-Z2-7-]{19})<', reply.content.decode())
    return found


def follow(receipt: str, **typed: Any) -> Any:
    """Somebody types a receipt."""
    return Client(REMOTE_ADDR=VISITOR).post(reverse("report-follow"), {"receipt": receipt, **typed})


def filed(cast: Cast, made: Site | None = None, *, number: int = 1, at: datetime = AT, **given: Any) -> Complaint:
    """A complaint about a site that Maya answers for, by the deed itself."""
    about = {"kind": states.SITE if made else states.PAGE, "site": made}
    filing = Filing(**{"district": cast.lakeside, "version": cast.policy, "text": SECRET, **about, **given})
    read = tokens.read_ticket(ticket(number, shown=at - timedelta(minutes=2)))
    complaint, _receipt = services.file_complaint(filing=filing, ticket=read, trap="", visitor=VISITOR, at=at)
    return complaint


def receipt(complaint: Complaint) -> str:
    """The receipt that whoever complained was given."""
    return tokens.receipt_of(complaint.key)


def said(complaint: Complaint) -> list[tuple[str, str, str]]:
    """The trail of a complaint: verb, who, what."""
    rows = Event.objects.filter(subject_kind="complaint", subject_id=complaint.pk).order_by("id")
    return [(row.verb, row.actor_name, row.sentence) for row in rows]


def told(kind: str = "complaint") -> list[tuple[str, str]]:
    """Who got which mail of this room."""
    return sorted(Message.objects.filter(kind=kind).values_list("to_name", "subject"))


def hold(person: Person, role: str, **more: Any) -> Appointment:
    """An appointment for the district."""
    return appoint(person, role, **more)


def page(cast: Cast, who: Person, complaint: Complaint) -> Any:
    """A complaint as somebody signed in reads it."""
    return cast.client(who).get(reverse("complaint", args=[complaint.pk]))


def readers(cast: Cast, complaint: Complaint) -> set[str]:
    """First names of everybody who can open a complaint."""
    people = {name: who for name, who in vars(cast).items() if isinstance(who, Person)}
    return {name for name, who in people.items() if selectors.received_by(cast.standing(who)).filter(pk=complaint.pk).exists()}
