"""The history of a site: fifty lines, and the way to the older ones; a public record has all of them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db.models import Model
from django.urls import reverse

from accounts.models import Person
from records.models import Event
from registry.selectors import record_parts, site_panel, site_seen_by
from registry.services import offer_site
from tests.cast import AT, TODAY, Cast

from .sites import site
from .unofficial import campaign, declared, found


def happened(made: Model, count: int, kind: str = "site") -> list[int]:
    """So many events of a site, "did 1" first: the ids of all of its history."""
    Event.objects.bulk_create(
        Event(
            at=AT, actor_name="Tom Adeyemi", verb="change", subject_kind=kind, subject_id=made.pk, sentence=f"did {number}",
            details={},
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    return list(Event.objects.filter(subject_kind=kind, subject_id=made.pk).order_by("id").values_list("pk", flat=True))


def read(
    cast: Cast, made: Model, query: str = "", who: Person | None = None, name: str = "site"
) -> tuple[list[int], list[tuple[str, str]]]:
    """Which of them the page of a site shows, and where its pages lead, in words."""
    page = unescape(cast.client(who or cast.tom).get(reverse(name, args=[made.pk]) + query).content.decode())
    ways = re.findall(r'<a class="btn btn-sm" href="(\?[^"]*)" rel="[a-z]+">(?:<svg.*?</svg>)?(\w+)', page, re.DOTALL)
    return [int(number) for number in re.findall(r">Tom Adeyemi did (\d+)<", page)], ways


def test_older_lines_are_a_page_away_and_the_newest_too(cast: Cast) -> None:
    made = site(cast)
    keys = happened(made, 119)
    older, oldest = f"?trail={keys[-50]}#history", f"?trail={keys[-100]}#history"
    assert read(cast, made) == ([*range(119, 69, -1)], [(older, "Older")])
    assert read(cast, made, older) == ([*range(69, 19, -1)], [("?#history", "Newest"), (oldest, "Older")])
    assert read(cast, made, oldest) == ([*range(19, 0, -1)], [("?#history", "Newest")])


def test_fifty_lines_are_one_page(cast: Cast) -> None:
    made = site(cast)
    happened(made, 49)
    assert read(cast, made) == ([*range(49, 0, -1)], [])


@pytest.mark.parametrize("mark", ["x", "0", "-1", "1.2", "²", "9" * 30, "1"])
def test_a_mark_that_makes_no_sense_is_taken_for_none(cast: Cast, mark: str) -> None:
    made = site(cast)
    happened(made, 60)
    assert read(cast, made, f"?trail={mark}") == read(cast, made)


def test_whoever_reads_the_entry_alone_reads_no_history_by_its_mark(cast: Cast) -> None:
    made = site(cast)
    keys = happened(made, 60)
    assert read(cast, made, f"?trail={keys[-50]}", cast.ed) == ([], [])


def test_to_whom_it_is_offered_is_said_however_much_happened_since(cast: Cast) -> None:
    made = site(cast)
    offer_site(site=made, person=cast.sam, answer_by=TODAY + timedelta(days=14), by=cast.maya, at=AT)
    keys = happened(made, 60)
    for mark in (None, keys[-50], keys[2]):
        shown = site_panel(site_seen_by(cast.standing(cast.tom), made.pk), cast.standing(cast.tom), AT, mark=mark)
        assert [fact.value for fact in shown.answers if fact.label == "Offered to"] == ["Sam Whitfield"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_long_the_history_is(cast: Cast, count: int, django_assert_num_queries) -> None:
    made = site(cast)
    keys = happened(made, 50 + count)
    standing = cast.standing(cast.tom)
    seen = site_seen_by(standing, made.pk)
    assert standing.held
    for mark in (None, keys[-50]):
        with django_assert_num_queries(2):  # who posts; the history and the offer
            site_panel(seen, standing, AT, mark=mark)


@pytest.mark.parametrize(
    ("name", "kind"), [("campaign", "campaign"), ("unofficial-group", "group"), ("found-page", "found_page")]
)
def test_what_is_not_registered_has_a_history_of_pages_too(listing: Cast, name: str, kind: str) -> None:
    makers = {"campaign": campaign, "group": lambda cast: declared(cast.maya).group, "found_page": lambda cast: found(cast.tom)}
    made = makers[kind](listing)
    keys = happened(made, 60, kind)
    older = f"?trail={keys[-50]}#history"
    assert read(listing, made, name=name) == ([*range(60, 10, -1)], [(older, "Older")])
    assert read(listing, made, older, name=name) == ([*range(10, 0, -1)], [("?#history", "Newest")])


def test_a_public_record_has_all_of_it(cast: Cast) -> None:
    made = site(cast)
    happened(made, 119)
    [history] = [part for part in record_parts(made) if part.key == "history"]
    assert history.rows.count() == 120
