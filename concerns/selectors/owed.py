"""How many orders wait for somebody: the number in the navigation."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts import roles
from accounts.access import Standing
from accounts.kinds import among
from accounts.models import Role
from monitoring.selectors import supervised

from .. import states
from ..models import Directive

MOST = 1_001


def orders_owed_by(standing: Standing) -> QuerySet[Directive, tuple[Any, ...]]:
    """The orders this person has to acknowledge, carry out or confirm, to be counted: the key of each.

    The same as rules.carries_out and rules.confirming. Each way of owing is looked up by itself and the rows are put together;
    made of `Given`s it is a statement of everybody of a kind (accounts.kinds).
    """
    rows = Directive.objects.filter(district_id=standing.district_id).order_by().values_list("pk")
    first, *rest = (rows.filter(way) for way in (*_to_do(standing), *_to_confirm(standing)))
    return first.union(*rest)[:MOST]


def _to_do(standing: Standing) -> list[Q]:
    mine = [standing.person.pk, *standing.acts_for]
    open_one, gone = Q(state__in=states.TO_DO), Q(site__responsible__isnull=True) | Q(site__responsible__is_active=False)
    own = open_one & Q(site__responsible__is_active=True) & among("site__responsible", mine)
    return [own, *(open_one & gone & way for way in supervised(standing))]


def _to_confirm(standing: Standing) -> list[Q]:
    mine = [standing.person.pk, *standing.acts_for]
    done = Q(state=states.DONE) & ~Q(done_by=standing.person.pk)
    ways = [Q(confirm_by="", issued_by__is_active=True) & among("issued_by", mine), among("passed_to", mine)]
    ways += [way & Q(confirm_by=roles.SUPERVISOR) for way in supervised(standing)]
    spoken_for = Q(confirm_by="", issued_by__is_active=False)
    ways += [way & spoken_for & Q(issued_role=roles.SUPERVISOR) for way in supervised(standing)]
    for held in standing.held:
        anchor = Q() if held.scope == Role.Scope.DISTRICT else Q(site__school_id=held.school_id)
        ways += [Q(confirm_by=held.role) & anchor, spoken_for & Q(issued_role=held.role) & anchor]
        ways += [Q(passed_role=held.role)] if held.scope == Role.Scope.DISTRICT else []
    return [done & way for way in ways]
