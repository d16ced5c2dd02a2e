"""On PostgreSQL a word is found by an index, not by reading every site."""

import pytest
from django.db import connection

from registry.models import Site
from registry.selectors import Asked
from registry.selectors.asked import sites_asked_for
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
    for column in ("name", "handle", "address"):
        assert "site_by_words" in Site.objects.filter(**{f"{column}__icontains": "robotics"}).order_by().explain()


def test_a_word_is_found_whatever_its_case_on_either_database(cast: Cast):
    rows(cast, 3, handle="BirchwoodRobotics")
    assert sites_asked_for(cast.standing(cast.tom), Asked(q="wOODrob")).count() == Site.objects.count() == 3
