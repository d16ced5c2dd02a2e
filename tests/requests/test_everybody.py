"""Everybody's submissions, for those who read them."""

import pytest
from django.urls import reverse

from requests.selectors.everybody import PAGE
from tests.cast import Cast
from tests.requests.filing import answer, draft, file

pytestmark = pytest.mark.django_db
LIST = "submissions-all"


def shown(cast: Cast, who: str, query: str = "") -> str:
    return cast.client(getattr(cast, who)).get(f"{reverse(LIST)}{query}").content.decode()


def test_a_principal_reads_the_school_s_and_the_director_the_district_s(cast: Cast) -> None:
    file(cast, page_name="Robots of Birchwood")
    file(cast, by=cast.ed, page_name="Choir of Elm")
    draft(cast, page_name="Half a thought")
    assert ("Robots of Birchwood" in shown(cast, "pat"), "Choir of Elm" in shown(cast, "pat")) == (True, False)
    everything = shown(cast, "tom")
    assert "Robots of Birchwood" in everything
    assert "Choir of Elm" in everything
    assert "Maya Ortega, Birchwood High School. With Pat Lindqvist" in everything
    assert "Half a thought" not in everything
    for who in ("maya", "val"):
        assert cast.client(getattr(cast, who)).get(reverse(LIST)).status_code == 404
    assert "Robots of Birchwood" not in shown(cast, "hugo")


def test_what_is_asked_for_is_found_by_word_school_and_where_it_is(cast: Cast) -> None:
    returned = file(cast, page_name="Robots of Birchwood")
    answer(returned, "principal", cast.pat, "return", reason="Say more.")
    file(cast, by=cast.ed, page_name="Choir of Elm")
    assert "Returned to Maya Ortega, who has not submitted it again yet." in shown(cast, "tom", "?status=returned")
    for query, found in [
        ("?q=robots", "Robots of Birchwood"),
        ("?q=castell", "Choir of Elm"),
        (f"?school={cast.elm.pk}", "Choir of Elm"),
        ("?status=open", "Choir of Elm"),
    ]:
        page = shown(cast, "tom", query)
        other = {"Robots of Birchwood", "Choir of Elm"} - {found}
        assert found in page
        assert other.pop() not in page
    assert "Nothing fits" in shown(cast, "tom", "?q=nobody")
    assert "Choir of Elm" in shown(cast, "tom", "?school=x&status=y&before=z")


def test_a_long_list_goes_on_where_the_page_before_it_ended(cast: Cast) -> None:
    filed = [file(cast, page_name=f"Page {number:03d}") for number in range(PAGE + 1)]
    first = shown(cast, "tom")
    assert "Page 000" not in first
    assert f"?before={filed[1].pk}" in first
    assert "Page 000" in shown(cast, "tom", f"?before={filed[1].pk}")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_one_and_of_three(cast: Cast, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        file(cast, page_name=f"Page {number}")
    client = cast.client(cast.tom)
    client.get(reverse(LIST))
    with django_assert_num_queries(10):
        client.get(reverse(LIST))
