"""What is in the benchmark's database: written once, and asked for its rows by every run."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import Appointment, Person, School
from registry.models import Site
from requests.models import Submission

from .filing import PREPARED, TERMS, approve, copies, file
from .fill import fill, tell_of, visited

BACKENDS = {"product": "accounts.access.PeopleBackend", "floor": "django.contrib.auth.backends.ModelBackend"}
VISITED = 20  # pages of each kind that are asked for in turn
PER_SUBMISSION = 10  # sites for each submission
OPEN = 10  # one in so many submissions waits for somebody


def write(count: int, *, at: datetime) -> None:
    """Sites and submissions; some of each are those that are visited."""
    world = fill(count, at=at)
    tell_of(list(visited(min(VISITED, count // 2))), at)
    teachers = [person for person in world.people if person.supervisor_id and person.place_id != world.schools[-1].pk]
    model = file(world, teachers[0], name="Chess Club", at=at - timedelta(days=2))
    total = max(count // PER_SUBMISSION, OPEN)
    askers = [teachers[number * 7 % len(teachers)] for number in range(total)]
    list(copies(model, askers[: total // OPEN]))
    list(copies(model, askers[total // OPEN :], done=True))
    heads = {person.place_id: person for person in world.people if not person.supervisor_id}
    for number in range(VISITED):
        asker = teachers[number * 11 % len(teachers)]
        filed = file(world, asker, name=f"Debate {number}", at=at - timedelta(days=3))
        approve(filed, heads[asker.place_id], at=at - timedelta(days=1))


def targets() -> dict[str, Any]:
    """Marks for deep pages, the pages that are visited, and who visits them: the technology director, in two sessions."""
    director = _holder("technology_director")
    rows = Site.objects.filter(status="active").order_by("name", "id").values_list("pk", "name")
    deep = rows[rows.count() * 9 // 10]
    filed = Submission.objects.filter(name__startswith="Debate ").order_by("id")
    return {
        "sites": [site.pk for site in visited(min(VISITED, rows.count() // 2))],
        "submissions": list(filed.values_list("pk", flat=True)),
        "school": School.objects.order_by("id")[0].pk,
        "deep": f"{deep[0]}.{deep[1]}",
        "reader": sessions(director),
    }


def prepare(count: int, *, at: datetime) -> dict[str, Any]:
    """So many seats that wait for one principal, sessions of hers, and what she enters."""
    principal = _holder("principal")
    asker = Person.objects.select_related("place", "district", "supervisor").filter(supervisor=principal).order_by("id")[0]
    model = Submission.objects.filter(name="Chess Club").order_by("id")[0]
    seats = list(copies(model, [asker] * count))
    Submission.objects.filter(steps__seats__in=seats).update(name=PREPARED)
    entered = {"verdict": "approve", "responsible": asker.pk, "posters": asker.pk, "complaints_to": principal.pk, "reason": ""}
    return {
        "seats": seats,
        "entered": {**entered, **TERMS},
        "decider": sessions(principal),
    }


def _holder(role: str) -> Person:
    found: Person = Appointment.objects.select_related("person").filter(role__key=role).order_by("id")[0].person
    return found


def sessions(person: Person) -> dict[str, str]:
    """New sessions of a person in product and floor: the values of the cookies."""
    return {side: _session(person, backend) for side, backend in BACKENDS.items()}


def _session(person: Person, backend: str) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = backend
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)
