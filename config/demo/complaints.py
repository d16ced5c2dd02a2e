"""Complaints at every stage, so that those who receive them find something to do. Every word is invented."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from concerns.models import Complaint
from concerns.services import complaints as services
from concerns.services.complaints import Filing
from concerns.states import ACCESS, IMPERSONATION, PAGE, PERSONAL, SITE
from concerns.tokens import Ticket
from policies.selectors import document_of
from registry.models import Site

from .people import World
from .stories import Ago

READ = "We have read it and are looking into it."


def complain(world: World, site: str = "", *, at: datetime, kind: str = "", **given: Any) -> Complaint:
    """Somebody without an account reports something, of the first category of the policy unless said otherwise."""
    about = Site.objects.select_related("school", "responsible").get(name=site, district=world.district) if site else None
    first = next((each for spec in document_of(world.version).complaints for each in spec.categories), "")
    filing = Filing(
        district=world.district,
        version=world.version,
        site=about,
        kind=kind or (SITE if about else PAGE),
        **{"category": first if kind in ("", PERSONAL) else "", **given},
    )
    ticket = Ticket(uuid4(), at - timedelta(minutes=4))
    complaint, _receipt = services.file_complaint(filing=filing, ticket=ticket, trap="", visitor=f"demo {world.home.name}", at=at)
    return complaint


def complain_at_lakeside(world: World, ago: Ago) -> None:
    """One in Spanish, one that waits too long, one about which somebody is asked, one that claims to be ours, one done."""
    people = world.people
    complain(
        world, "Boys’ Soccer", at=ago(1, 17), language="es", contact_name="Una madre del equipo", contact="555-0142",
        text="En los comentarios del último partido le ponen apodos a un jugador. Sigue ahí desde el viernes.",
    )  # fmt: skip
    complain(
        world, "Marching Band", at=ago(4, 9),
        text="There is a picture of my child at the parade. We did not sign the release this year.",
    )  # fmt: skip
    asked = complain(
        world, "Birchwood Drama", at=ago(3, 12), done="I wrote a comment and asked them to stop.",
        text="Somebody sells tickets for the spring play below every post, at twice the price.",
    )  # fmt: skip
    services.acknowledge(complaint=asked, message=READ, by=people["principal"], at=ago(2, 8))
    question = "Who looks at the comments on weekends, and were these seen?"
    services.ask_question(complaint=asked, person=people["drama"], text=question, by=people["principal"], at=ago(2, 9))
    complain(
        world, kind=IMPERSONATION, at=ago(1, 20), place=world.places["birchwood"], seen_at="https://www.instagram.com/birchwood_hs_0fficial",
        text="It has our eagle and asks people to pay for parking in advance.",
    )  # fmt: skip
    done = complain(world, "Jazz Band", at=ago(6, 15), text="An advertisement for a loan stands below the concert.")
    services.acknowledge(complaint=done, message=READ, by=people["principal"], at=ago(5, 8))
    services.conclude(
        complaint=done, outcome="acted on", reason="The comment was hidden the same morning.",
        message="Thank you. The advertisement is gone.", by=people["principal"], at=ago(5, 11),
    )  # fmt: skip


def complain_at(world: World, ago: Ago) -> None:
    """One or two in each of the other districts, as its policy has them."""
    ADDED[world.home.policy](world, ago)


def _fernhill(world: World, ago: Ago) -> None:
    complain(
        world, kind=IMPERSONATION, at=ago(2, 18), seen_at="facebook.com/fernhillschoolofficial",
        text="It says it is the school and answers parents.",
    )  # fmt: skip


def _quarry_lake(world: World, ago: Ago) -> None:
    complain(
        world,
        _site(world),
        at=ago(1, 16),
        text="The drawing of the new gym shows every door and camera.",
        category="building floor plans",
    )


def _stonebrook(world: World, ago: Ago) -> None:
    done = complain(world, _site(world), at=ago(5, 16), text="A parent calls a teacher a thief, and it is not true.")
    services.acknowledge(complaint=done, message=READ, by=world.people["administration"], at=ago(4, 9))
    services.conclude(
        complaint=done, outcome="post removed", finding="defamatory", reason="It is untrue and harms somebody.",
        message="The comment is gone.", by=world.people["administration"], at=ago(3, 9),
    )  # fmt: skip


def _millrace(world: World, ago: Ago) -> None:
    site = _site(world)
    complain(world, site, at=ago(4, 19), text="They write to single players at night.")
    complain(
        world, site, kind=ACCESS, at=ago(1, 12), text="We would like to see the group our daughter is in.", contact="555-0177"
    )


def _windmere(world: World, ago: Ago) -> None:
    speech = complain(world, kind=PERSONAL, at=ago(6, 21), text="Somebody who teaches here wrote about the election.")
    services.conclude(
        complaint=speech, outcome="about a personal page or protected speech: no action", reason="It is theirs to say.",
        by=world.people["community"], at=ago(5, 9),
    )  # fmt: skip


def _site(world: World) -> str:
    """The first page of somebody who teaches there."""
    rows = Site.objects.filter(district=world.district, responsible=world.people["teacher"])
    return str(rows.order_by("id").values_list("name", flat=True)[0])


ADDED = {
    "staffuse": _fernhill, "policy401": _quarry_lake, "chsd230": _stonebrook, "jndc": _millrace, "crschools": _windmere,
}  # fmt: skip
