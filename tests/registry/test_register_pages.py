"""The register's pages as people meet them."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import School
from registry.models import Site
from registry.services import note_watch
from tests.cast import Cast

from .sites import rows, site


def text(response) -> str:
    return unescape(response.content.decode())


def page(cast: Cast, who, query: str = ""):
    return cast.client(who).get(f"{reverse('sites')}{query}")


def test_a_stranger_is_sent_to_sign_in(client, db):
    response = client.get(reverse("sites"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign-in"))


@pytest.mark.clause("001:7", "004:17")
def test_a_teacher_reads_the_directory(cast: Cast):
    made = site(cast, typed="https://www.instagram.com/birchwoodrobotics/")
    seen = text(page(cast, cast.ed))
    assert f'<a href="{reverse("site", args=[made.pk])}">Robotics</a>' in seen
    for words in ("Instagram, birchwoodrobotics", "Birchwood High School", "Maya Ortega", "1 site."):
        assert words in seen
    for words in ("Last check", "Export these", "/sites/?status=needs_owner"):
        assert words not in seen


def test_a_director_reads_the_registry_with_checks_and_may_take_it_out(cast: Cast):
    made = site(cast)
    note_watch(site_id=made.pk, overdue_since=date(2026, 9, 11), last_checked_on=date(2026, 9, 4))
    seen = text(page(cast, cast.tom))
    for words in ("<h1>Registry</h1>", "Last check", "late", "Export these as CSV"):
        assert words in seen


def test_another_district_is_never_mentioned(cast: Cast):
    site(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    assert "Sailing" not in text(page(cast, cast.tom, "?status=all"))
    assert "Harbor" not in text(page(cast, cast.tom))


def test_filters_in_force_are_chips_that_take_themselves_away(cast: Cast):
    site(cast)
    response = page(cast, cast.tom, f"?q=robo&platform=instagram&school={cast.birchwood.pk}")
    assert [(chip.label, chip.url) for chip in response.context["chips"]] == [
        ("“robo”", f"/sites/?school={cast.birchwood.pk}&platform=instagram"),
        ("Birchwood High School", "/sites/?q=robo&platform=instagram"),
        ("Instagram", f"/sites/?q=robo&school={cast.birchwood.pk}"),
    ]


def test_the_file_is_of_what_is_filtered(cast: Cast):
    site(cast)
    site(cast, "Chess")
    client = cast.client(cast.tom)
    response = client.get(f"{reverse('sites')}?q=robo")
    assert response.context["csv_url"] == f"{reverse('sites-csv')}?q=robo"
    file = client.get(response.context["csv_url"])
    assert (file["Content-Type"], file["Content-Disposition"][:29]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="sites-2',
    )
    lines = file.getvalue().decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Name", "Robotics"]


def test_there_is_no_file_for_those_who_may_not_take_it_out(cast: Cast):
    site(cast)
    for who in (cast.maya, cast.sam, cast.val):
        assert cast.client(who).get(reverse("sites-csv")).status_code == 404


def test_pages_lead_on_and_back_with_the_filters(cast: Cast):
    rows(cast, 60)
    client = cast.client(cast.tom)
    first = client.get(f"{reverse('sites')}?platform=instagram").context["page"]
    assert (first["previous_url"], first["words"]) == ("", "60 sites")
    second = client.get(first["next_url"]).context["page"]
    assert "platform=instagram" in second["previous_url"]
    assert second["next_url"] == ""
    assert [line.name for line in client.get(second["previous_url"]).context["found"].lines][:1] == ["Site 001"]


@pytest.mark.parametrize(
    "query",
    ["?school=x", "?school=999999", "?status=nothing", "?late=x", "?after=x", "?before=9.Z", "?platform=%F0%9F%98%80", "?mine=0"],
)
def test_a_filter_that_makes_no_sense_is_taken_as_not_asked_for(cast: Cast, query):
    site(cast)
    assert page(cast, cast.tom, query).status_code == 200


def test_a_school_of_another_district_is_no_filter(cast: Cast):
    site(cast)
    response = page(cast, cast.tom, f"?school={cast.harbor_high.pk}")
    assert response.context["chips"] == []
    assert str(School.objects.get(pk=cast.harbor_high.pk)) not in text(response)


def test_empty_lists_say_what_would_be_here(cast: Cast):
    assert "No sites yet" in text(page(cast, cast.maya))
    assert "No site fits" in text(page(cast, cast.maya, "?q=nothing"))


def test_names_are_shown_as_text(cast: Cast):
    site(cast, "<script>alert(1)</script>")
    seen = page(cast, cast.maya).content.decode()
    assert "<script>alert(1)" not in seen
    assert "&lt;script&gt;alert(1)" in seen


@pytest.mark.parametrize("who", ["maya", "pat", "tom"])
def test_a_list_costs_the_same_with_one_site_and_with_three(cast: Cast, who, django_assert_max_num_queries):
    client = cast.client(getattr(cast, who))
    counts = []
    for count in (1, 2):
        rows(cast, count, overdue_since=date(2026, 9, 11))
        client.get(reverse("sites"))
        with django_assert_max_num_queries(20) as queries:
            client.get(reverse("sites"))
        own = [query["sql"] for query in queries.captured_queries if "registry_site" in query["sql"]]
        counts.append((len(queries.captured_queries), len(own)))
    assert counts[0] == counts[1]
    assert Site.objects.count() == 3


@pytest.mark.parametrize("name", ["sites", "sites-csv"])
def test_the_list_is_only_read(cast: Cast, name):
    assert cast.client(cast.tom).post(reverse(name)).status_code == 405
