"""The trail of a district, a place and a person: fifty lines, and the way to the older ones."""

import re

import pytest

from accounts.selectors import trail_of_person, trail_of_place
from records.models import Event
from tests.cast import AT, TODAY, Cast

from .trail import text

pytestmark = pytest.mark.usefixtures("at_work")
ZONE = "America/Chicago"


def happened(kind: str, pk: int, count: int) -> list[int]:
    """So many events of one subject, "did 1" first: the ids of all of them, with what happened before."""
    Event.objects.bulk_create(
        Event(
            at=AT, actor_name="Tom Adeyemi", verb="change", subject_kind=kind, subject_id=pk, sentence=f"did {number}",
            details={},
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    return list(Event.objects.filter(subject_kind=kind, subject_id=pk).order_by("id").values_list("pk", flat=True))


def read(cast: Cast, path: str, query: str = "") -> tuple[list[int], list[tuple[str, str]]]:
    """Which of them a page shows, and where its pages lead, in words."""
    page = text(cast.client(cast.tom).get(f"{path}{query}"))
    ways = re.findall(r'<a class="btn btn-sm" href="(\?[^"]*)" rel="[a-z]+">(?:<svg.*?</svg>)?(\w+)', page, re.DOTALL)
    return [int(number) for number in re.findall(r">Tom Adeyemi did (\d+)<", page)], ways


def places(cast: Cast) -> dict[str, tuple[str, int]]:
    return {
        "/district/": ("district", cast.lakeside.pk),
        f"/schools/{cast.elm.pk}/": ("school", cast.elm.pk),
        f"/people/{cast.maya.pk}/": ("person", cast.maya.pk),
    }


def test_older_lines_are_a_page_away_and_the_newest_too(cast: Cast) -> None:
    for path, (kind, pk) in places(cast).items():
        keys = happened(kind, pk, 120)
        older, oldest = f"?trail={keys[-50]}#trail", f"?trail={keys[-100]}#trail"
        assert read(cast, path) == ([*range(120, 70, -1)], [(older, "Older")])
        assert read(cast, path, older) == ([*range(70, 20, -1)], [("?#trail", "Newest"), (oldest, "Older")])
        assert read(cast, path, oldest) == ([*range(20, 0, -1)], [("?#trail", "Newest")])
        assert '<h2 id="trail">' in text(cast.client(cast.tom).get(path))


def test_fifty_lines_are_one_page(cast: Cast) -> None:
    for path, (kind, pk) in places(cast).items():
        known = Event.objects.filter(subject_kind=kind, subject_id=pk).count()
        happened(kind, pk, 50 - known)
        assert read(cast, path) == ([*range(50 - known, 0, -1)], [])


@pytest.mark.parametrize("mark", ["x", "0", "-1", "1.2", "²", "9" * 30, "1"])
def test_a_mark_that_makes_no_sense_is_taken_for_none(cast: Cast, mark: str) -> None:
    for path, (kind, pk) in places(cast).items():
        happened(kind, pk, 60)
        assert read(cast, path, f"?trail={mark}") == read(cast, path)


def test_the_appointments_of_a_person_are_in_the_same_pages(cast: Cast) -> None:
    appointment = cast.pat.appointments.get()
    happened("appointment", appointment.pk, 40)
    happened("person", cast.pat.pk, 40)
    first = trail_of_person(cast.pat, zone=ZONE, today=TODAY)
    second = trail_of_person(cast.pat, mark=first.older, zone=ZONE, today=TODAY)
    assert [line.sentence_html for line in first.lines] == [f"did {number}" for number in [*range(40, 0, -1), *range(40, 30, -1)]]
    assert [line.sentence_html for line in second.lines][:30] == [f"did {number}" for number in range(30, 0, -1)]


def test_nobody_reads_a_trail_by_its_mark_who_does_not_read_it_anyway(cast: Cast) -> None:
    keys = happened("district", cast.lakeside.pk, 60)
    for who, path in ((cast.maya, "/district/"), (cast.hugo, "/district/")):
        assert "did 1" not in text(cast.client(who).get(f"{path}?trail={keys[-1]}"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_a_trail_costs_the_same_however_long_it_is(cast: Cast, count: int, django_assert_num_queries) -> None:
    keys = happened("district", cast.lakeside.pk, 50 + count)
    with django_assert_num_queries(1):
        assert trail_of_place(cast.lakeside, zone=ZONE, today=TODAY).older == keys[-50]
    with django_assert_num_queries(1):
        assert trail_of_place(cast.lakeside, mark=keys[-50], zone=ZONE, today=TODAY).older == 0
    for mark in (None, happened("person", cast.sam.pk, 50 + count)[-50]):
        with django_assert_num_queries(2):
            trail_of_person(cast.sam, mark=mark, zone=ZONE, today=TODAY)
