"""Complaints and orders that hang on one person: what becomes of them when somebody leaves, and what nobody took over since."""

from collections import Counter
from dataclasses import replace
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts.access import Standing
from accounts.models import Person
from accounts.selectors import OPEN, HeldLine
from accounts.wording import count
from requests.selectors import in_own_right

from .. import states
from ..models import Concerned, Directive, Question, Receiver
from .receiving import received_by

MOST = 1_001  # rows that are counted


def concerns_of_leaver(standing: Standing) -> list[HeldLine]:
    """What waits for somebody as a receiver, or of orders, and what becomes of it when they leave. Six queries at most."""
    person = standing.person
    named, by_role = _receives(standing)
    asked = Question.objects.filter(person=person, answered_at__isnull=True, complaint__state__in=states.OPEN)
    open_ones = Directive.objects.filter(district_id=standing.district_id, state__in=states.OPEN_ORDERS)
    above = "whoever answers for them"
    complaints, orders = reverse("complaints"), reverse("orders")
    return _lines(
        (named, "complaint", f"Conclude them; else {above} receives them and takes them over.", complaints),
        (by_role, "complaint of a role", "Whoever holds the role receives them; where nobody does, the next one.", complaints),
        (_many(asked), "question about a complaint", "Answer them: nobody else is asked.", reverse("home")),
        (
            _many(open_ones.filter(site__responsible=person, state__in=states.TO_DO)),
            "order to carry out", f"Carry them out; else they pass on with the site, and to {above} while nobody has it.", orders,
        ),
        (
            _many(open_ones.filter(issued_by=person)),
            "order they gave", f"Whoever holds the role speaks for them; where nobody does, {above}.", orders,
        ),
        (
            _many(_to_confirm(standing)),
            "order to confirm", "Confirm them; else whoever holds the role does, and where nobody does, whoever gave it.", orders,
        ),
    )  # fmt: skip


def concerns_that_follow(standing: Standing) -> list[HeldLine]:
    """What of this room moves with the roles of somebody whose place another takes. Three queries."""
    mine = Directive.objects.filter(issued_by=standing.person, district_id=standing.district_id)
    given = mine.filter(state__in=states.OPEN_ORDERS)
    _named, by_role = _receives(standing)
    return _lines(
        (by_role, "complaint", "The new holder receives them.", ""),
        (_many(_to_confirm(standing)), "order to confirm", "The new holder confirms them.", ""),
        (_many(given), "order they gave", "The new holder speaks for them once they have left.", ""),
    )


def left_open_by(person: Person) -> list[HeldLine]:
    """What somebody who has left leaves open until it is taken over. Three queries."""
    about = Receiver.objects.filter(person=person, complaint__state__in=states.OPEN)
    undone = Directive.objects.filter(not_carried_out(), site__responsible=person)
    given = Directive.objects.filter(waits_for_nobody(), issued_by=person)
    lines = _lines(
        (_many(about), "complaint", "Whoever answered for them receives them, and takes them over.", ""),
        (_many(undone), "order to carry out", "They pass on with the site.", ""),
        (_many(given), "order they gave", "To whom it passed on confirms or withdraws it.", ""),
    )  # fmt: skip
    return [replace(line, badge="Not taken over", tone="late", state=OPEN) for line in lines]


def not_carried_out() -> Q:
    """Orders for somebody who has left that nobody acknowledged since."""
    since = Q(acknowledged_at__isnull=True) | Q(acknowledged_at__lt=F("site__responsible__ended_at"))
    return Q(state__in=states.TO_DO, site__responsible__is_active=False) & since


def waits_for_nobody() -> Q:
    """Open orders that passed on because nobody was left to speak for whoever gave them, or to confirm them."""
    return Q(state__in=states.OPEN_ORDERS, passed_at__isnull=False)


class LeftBehind(NamedTuple):
    """Somebody who has left, and how many complaints and orders of theirs nobody took over."""

    person_id: int
    name: str
    complaints: int
    orders: int


def left_behind(standing: Standing) -> list[LeftBehind]:
    """Everybody who has left complaints and orders behind, most first. Complaints that concern the reader are not counted.

    Three queries of at most 1,001 rows.
    """
    concerned = Concerned.objects.filter(person=standing.person).values("complaint")
    gone = Receiver.objects.filter(
        person__is_active=False, complaint__state__in=states.OPEN, complaint__district_id=standing.district_id
    ).exclude(complaint__in=concerned)
    orders = Directive.objects.filter(district_id=standing.district_id).order_by()
    undone, given = orders.filter(not_carried_out()), orders.filter(waits_for_nobody())
    complaints = Counter(gone.order_by().values_list("person_id", "person__name")[:MOST])
    theirs = Counter(undone.values_list("site__responsible_id", "site__responsible__name")[:MOST])
    theirs.update(given.values_list("issued_by_id", "issued_name")[:MOST])
    found = [LeftBehind(*key, complaints[key], theirs[key]) for key in {*complaints, *theirs}]
    return sorted(found, key=lambda row: (-row.complaints - row.orders, row.name))


def _receives(standing: Standing) -> tuple[int, int]:
    """How many open complaints somebody receives in their own right by name, and by role alone. Two queries."""
    own = in_own_right(standing)
    rows = received_by(own).filter(state__in=states.OPEN)
    named = _many(rows.filter(receivers__person=own.person))
    return named, _many(rows) - named


def _to_confirm(standing: Standing) -> QuerySet[Directive]:
    """Orders that wait for a role somebody holds in their own right to confirm them."""
    ways = Q(pk__in=())
    for held in in_own_right(standing).held:
        ways |= Q(confirm_by=held.role) & (Q() if held.school_id is None else Q(site__school_id=held.school_id))
    return Directive.objects.filter(ways, district_id=standing.district_id, state=states.DONE)


def _many(rows: QuerySet[Any]) -> int:
    return rows.order_by().values_list("pk")[:MOST].count()


def _lines(*found: tuple[int, str, str, str]) -> list[HeldLine]:
    """How many, one of them in words, what becomes of them, and where they are read; what there is none of is left out."""
    actions = {"": "", reverse("home"): "To the home page"}
    return [
        HeldLine(_said(many, one), meta, url=url, action=actions.get(url, "To the list"))
        for many, one, meta, url in found
        if many
    ]


def _said(many: int, one: str) -> str:
    """1 order to carry out; 2 orders to carry out."""
    first, _, rest = one.partition(" ")
    return f"{count(many, first)} {rest}".strip()
