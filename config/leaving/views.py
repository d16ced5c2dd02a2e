"""What hangs on somebody who leaves, as one countdown; and the list of those who leave."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import roles, rules
from accounts.access import SignedIn, Standing
from accounts.models import Person
from accounts.rules import Refused, allows
from accounts.selectors import Calendars, Cursor, page_of
from accounts.wording import full_day
from monitoring.selectors import facts_of_leaving, hand_overs_of, left_or_leaving

from .parts import what_else


@require_safe
def hand_over(request: SignedIn, pk: int) -> HttpResponse:
    """Everything one person holds: what is done, what is left, what passes on by itself."""
    person = _seen(request.standing, pk)
    district = request.user.district
    if district is None:
        raise Http404
    progress = hand_overs_of([person], Calendars(district), on=request.standing.on)[0]
    is_own = person.pk == request.user.pk
    context = {
        "person": person,
        "is_own": is_own,
        "title": "What you hand over" if is_own else f"What {person.name} hands over",
        "purpose": f"{facts_of_leaving(progress, zone=district.time_zone)} {progress.words}.",
        "progress": progress,
        "else": what_else(person, at=request.at),
        "can_manage": allows(rules.may_manage, request.standing, person.district_id) and person.is_active,
        "back": reverse("home"),
    }
    return render(request, "config/leaving/hand_over.html", context)


@require_safe
def hand_overs(request: SignedIn) -> HttpResponse:
    """Those who leave soon, and those whose sites nobody took: of the district, or of one's own places."""
    standing, district = request.standing, request.user.district
    if district is None or not (standing.can(roles.AUDITS) or standing.can(roles.MANAGES) or standing.can_somewhere(roles.HEADS)):
        raise Http404
    calendars = Calendars(district)

    def say(found: list[Person]) -> list[tuple[Person, object, str]]:
        rows = hand_overs_of(found, calendars, on=standing.on)
        return [(row.person, row, _when(row.person)) for row in rows]

    page = page_of(left_or_leaving(standing), by="ends_on", cursor=Cursor.read(request.GET), say=say)
    context = {"lines": page.lines, "page": page.links("person", "people")}
    return render(request, "config/leaving/hand_overs.html", context)


def _when(person: Person) -> str:
    on = full_day(person.ends_on) if person.ends_on else ""
    return f"Last day {on}" if person.is_active else f"Left, last day {on}"


def _seen(standing: Standing, pk: int) -> Person:
    """A person whose hand-over this person may see; 404 for anybody else."""
    person = (
        Person.objects.select_related("supervisor", "place", "district").filter(pk=pk, district_id=standing.district_id).first()
    )
    try:
        if person is None:
            raise Http404
        rules.may_see_hand_over(standing, person)
    except Refused:
        raise Http404 from None
    return person
