"""Check-ins that hang on the roles of one person, as lines of what moves with them."""

from functools import reduce
from operator import or_

from django.urls import reverse

from accounts.access import Standing
from accounts.selectors import HeldLine
from accounts.wording import count
from monitoring import states
from monitoring.models import CheckIn
from requests.selectors import in_own_right

from .check_ins import MOST, ways_to_owe


def check_ins_that_follow(standing: Standing) -> list[HeldLine]:
    """The open check-ins somebody owes by a role or as a supervisor, as one line; none where there are none. One query."""
    _as_responsible, *by_role = ways_to_owe(in_own_right(standing))
    owed = CheckIn.objects.filter(reduce(or_, by_role), state=states.OPEN).order_by().values_list("pk")[:MOST].count()
    return [HeldLine(count(owed, "open check-in"), "The next mail of each morning goes to the new holder.")] if owed else []


def check_ins_of_leaver(standing: Standing) -> list[HeldLine]:
    """The open check-ins somebody owes for the sites they answer for, as one line. One query."""
    as_responsible, *_by_role = ways_to_owe(in_own_right(standing))
    owed = CheckIn.objects.filter(as_responsible, state=states.OPEN).order_by().values_list("pk")[:MOST].count()
    if not owed:
        return []
    this, passes = ("it", "it passes") if owed == 1 else ("them", "they pass")
    meta = f"Answer {this}; else {passes} on with the site, and to whoever its policy names next while nobody answers for it."
    return [HeldLine(count(owed, "open check-in"), meta, url=reverse("check-ins"), action="To the check-ins")]
