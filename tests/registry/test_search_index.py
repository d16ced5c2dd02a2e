"""On PostgreSQL a word is found by an index, not by reading every site."""

from datetime import date

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
def test_how_common_a_word_is_is_guessed_from_a_thousand_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT attstattarget FROM pg_attribute WHERE attrelid = 'registry_site'::regclass AND attname = 'words'")
        assert cursor.fetchone() == (1000,)


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


@pytest.fixture
def common(cast: Cast, monkeypatch) -> Cast:
    """120 sites whose names stand in the other order than they were registered in; that is large, and a word of 60 common."""
    for number in range(120):
        rows(cast, 1, name=f"Site {999 - number}")
    monkeypatch.setattr(listing, "CAP", 60)
    monkeypatch.setattr(listing, "LARGE", 119)
    return cast


def test_sites_of_a_common_word_stand_in_the_order_of_registration(common: Cast):
    standing, asked = common.standing(common.tom), Asked(q="site")
    first = register_page(standing, asked)
    middle = register_page(standing, asked, after=first.after)
    last = register_page(standing, asked, after=middle.after)
    pages = [[line.pk for line in found.lines] for found in (first, middle, last)]
    assert [pk for page in pages for pk in page] == list(Site.objects.order_by("pk").values_list("pk", flat=True))
    assert [len(page) for page in pages] == [50, 50, 20]
    assert register_page(standing, asked, before=last.before).lines == middle.lines
    assert (first.before, last.after) == ("", "")
    assert (first.common, last.common) == (True, True)


def test_else_they_stand_by_name_or_the_longest_late_first(common: Cast, monkeypatch):
    def shown(**asked):
        found = register_page(common.standing(common.tom), Asked(**asked))
        return found.common, [line.name for line in found.lines[:2]]

    Site.objects.update(overdue_since=date(2026, 9, 11))
    Site.objects.filter(name="Site 950").update(overdue_since=date(2026, 9, 1))
    assert shown() == (False, ["Site 880", "Site 881"])
    assert shown(q="site 88") == (False, ["Site 880", "Site 881"])
    assert shown(q="site", late=True) == (False, ["Site 950", "Site 999"])
    monkeypatch.setattr(listing, "LARGE", 120)
    assert shown(q="site") == (False, ["Site 880", "Site 881"])


def test_the_page_says_in_which_order_they_stand(common: Cast, client):
    client.force_login(common.tom)
    said = "fit, the longest registered first: add a word or a filter to see fewer."
    assert said in client.get("/sites/?q=site").content.decode()
    assert said not in client.get("/sites/?q=site+99").content.decode()


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
