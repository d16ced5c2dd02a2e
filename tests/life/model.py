"""What must hold in a district, written down apart from the product: who holds what on a day, how far each thing is."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.cast import AT, TODAY

LAKESIDE = ("maya", "pat", "dee", "sam", "casey", "tom", "sue", "val", "ed", "erin")
STRANGERS = ("hope", "hugo", "hal")
ASKING = ("maya", "pat", "ed")  # who asks for sites; they stay
LEAVING = ("sam", "dee", "val")  # who may leave
PLACE = {"maya": "birchwood", "pat": "birchwood", "dee": "birchwood", "sam": "birchwood", "ed": "elm"}
ABOVE = {"maya": "sam", "sam": "pat", "dee": "pat", "pat": "sue"}  # the supervisors of those who answer for sites
HEAD = {"birchwood": "pat", "elm": "erin"}


@dataclass
class Thing:
    """A submission, a site, an order, a complaint, an offer or a check-in, as it must be."""

    kind: str
    pk: int
    state: str
    owner: str = ""  # who asks, answers for it, ordered it, offered it
    school: str = "birchwood"
    site: "Thing | None" = None
    what: str = ""  # which order, which duty
    person: str = ""  # who is asked by an offer, who says that an order was carried out
    giver: str = ""  # who answered for the site when it was offered
    reason: str = ""  # with which a site is suspended, or for which an order suspends it
    since: date = TODAY  # the day the last step was opened
    until: date = TODAY  # the last day to answer an offer
    people: frozenset[str] = frozenset()  # who posts on a site, whom a complaint may be about
    more: frozenset[str] = frozenset()  # whom the clock let receive a complaint too
    late: bool = False  # an order whose site the clock suspended
    is_doubted: bool = False  # a site that its people lost control of

    @property
    def base(self) -> str:
        """The state as the product names it."""
        return self.state.partition(":")[0]


@dataclass
class StandIn:
    """Somebody who acts for Pat as principal."""

    name: str
    pk: int
    last: date
    is_over: bool = False


@dataclass
class Model:
    """A district at a moment."""

    at: datetime = AT
    gone: set[str] = field(default_factory=set)
    things: list[Thing] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    number: int = 0

    @property
    def today(self) -> date:
        """The day of the district: every moment here lies in its daytime."""
        return self.at.date()

    def later(self, **time: int) -> None:
        """Let time pass."""
        self.at += timedelta(**(time or {"minutes": 1}))

    def fresh(self) -> int:
        """Another number."""
        self.number += 1
        return self.number

    def of(self, kind: str) -> list[Thing]:
        """Everything of one kind."""
        return [thing for thing in self.things if thing.kind == kind]

    def here(self) -> list[str]:
        """Everybody who can sign in, of both districts."""
        return [name for name in (*LAKESIDE, *STRANGERS) if name not in self.gone]

    # who holds what --------------------------------------------------------------------------------------------------

    def for_pat(self) -> set[str]:
        """Who acts for Pat today."""
        return {row.name for row in self.stand_ins if not row.is_over and row.last >= self.today and row.name not in self.gone}

    def acting(self, name: str) -> set[str]:
        """Somebody who is there, and who acts for them."""
        return set() if name in self.gone else {name} | (self.for_pat() if name == "pat" else set())

    def heads(self, school: str) -> set[str]:
        """The principal of a school, and who acts for them."""
        return self.acting(HEAD[school])

    def orders(self, school: str) -> set[str]:
        """Whose role gives orders about the sites of a school."""
        return {"tom", "sue"} | self.heads(school)

    def above(self, name: str) -> set[str]:
        """Who answers for somebody: their supervisor, else the head of their place; never themselves."""
        own = ABOVE.get(name, "")
        return (self.acting(own) if own and own not in self.gone else self.heads(PLACE[name])) - {name}

    def answers_for(self, site: Thing) -> set[str]:
        """Who carries out what is ordered about a site."""
        return self.acting(site.owner) or self.above(site.owner)
