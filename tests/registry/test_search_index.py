"""On PostgreSQL a word is found by an index, not by reading every site."""

import pytest
from django.db import connection

from registry.models import Site
from registry.selectors import Asked, listing, register_page
from registry.selectors.asked import _search, sites_asked_for
from tests.cast import Cast

from .sites import rows


@pytest.fixture
def on_postgres(db):
    if connection.vendor != "postgresql":
        pytest.skip("the search index exists on PostgreSQL alone; this run is on SQLite")


@pytest.mark.postgres
@pytest.mark.usefixtures("on_postgres")
def test_a_word_is_looked_up_in_the_index_of_words(cast: Cast):
    rows(cast, 50)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Bitmap Index Scan on site_by_words" in Site.objects.filter(_search("robotics")).order_by().explain()


@pytest.mark.postgres
@pytest.mark.usefixtures("on_postgres")
def test_a_common_word_is_looked_for_in_the_index_by_name(cast: Cast):
    rows(cast, 50)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    ordered = asked_for(cast, "robotics").order_by("name", "id")
    assert "Index Only Scan using site_by_name" in ordered.values("pk")[:51].explain()


def test_the_longest_site_there_can_be_fits_into_every_index(cast: Cast):
    """An entry of an index has at most 2,704 bytes on PostgreSQL, and no two characters here are compressed into one."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    path = "".join(letters[n * n * n % 36 - n % 7] for n in range(600 - len("https://x.com/")))
    rows(
        cast,
        1,
        name="".join(chr(0x20000 + n * 7919 % 40_000) for n in range(200)),
        handle=path[:200],
        address=f"https://x.com/{path}",
    )
    assert Site.objects.count() == 1


@pytest.mark.parametrize("side", ["after", "before"])
def test_pages_of_a_common_word_are_those_of_a_rare_one(cast: Cast, side: str, monkeypatch):
    rows(cast, 120)
    standing = cast.standing(cast.tom)
    first = register_page(standing, Asked(q="site"))
    middle = register_page(standing, Asked(q="site"), after=first.after)
    last = register_page(standing, Asked(q="site"), after=middle.after)
    mark = {"after": {"after": first.after}, "before": {"before": last.before}}[side]
    monkeypatch.setattr(listing, "CAP", 60)
    assert register_page(standing, Asked(q="site"), **mark).lines == middle.lines
    assert [len(found.lines) for found in (first, middle, last)] == [50, 50, 20]


@pytest.mark.parametrize(
    ("text", "found"), [("robotics", 1), ("MARIMBA", 1), ("elm", 2), ("elm marimba", 1), ("elmrob", 0), ("%", 0)]
)
def test_every_word_stands_in_name_handle_or_address(cast: Cast, text: str, found: int):
    rows(cast, 1, name="Elm", handle="robotics", address="https://x.com/a_b")
    rows(cast, 1, name="Marimba Elm", handle="", address="")
    assert asked_for(cast, text).count() == found


def asked_for(cast: Cast, text: str):
    return sites_asked_for(cast.standing(cast.tom), Asked(q=text))


def test_a_word_is_found_whatever_its_case_on_either_database(cast: Cast):
    rows(cast, 3, handle="BirchwoodRobotics")
    assert sites_asked_for(cast.standing(cast.tom), Asked(q="wOODrob")).count() == Site.objects.count() == 3
