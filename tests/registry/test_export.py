"""The register as a CSV file."""

import csv
import io
import threading

import pytest

from registry.models import Site
from registry.selectors import Asked, export, may_export
from registry.selectors.asked import sites_asked_for
from registry.selectors.export import SUSPECT, _read, harmless
from registry.services import suspend
from tests.cast import AT, Cast

from .sites import rows, site


def table(cast: Cast, who, **asked):
    text = "".join(export(cast.standing(who), Asked(**asked)))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


@pytest.mark.clause("001:5", "003:1")
def test_a_row_says_everything_the_register_knows(cast: Cast):
    made = site(cast, typed="https://www.instagram.com/birchwoodrobotics/")
    suspend(site=made, reason="Names of students", by=cast.pat, at=AT)
    assert table(cast, cast.tom) == [
        {
            "Name": "Robotics",
            "Platform": "Instagram",
            "Handle": "birchwoodrobotics",
            "Web address": "https://www.instagram.com/birchwoodrobotics/",
            "School": "Birchwood High School",
            "Kind": "Club",
            "Responsible employee": "Maya Ortega",
            "E-mail": cast.maya.email,
            "Is with the district": "yes",
            "Status": "Suspended",
            "Public status": "",
            "Status since": "2026-09-15T14:00:00Z",
            "Reason": "Names of students",
            "Registered": "2026-09-15T14:00:00Z",
            "Decision": "Approved by Pat Lindqvist on September 14, 2026",
            "Last check": "",
            "Next check due": "",
            "Late since": "",
            "Number": str(made.pk),
        }
    ]


def test_a_file_holds_what_is_filtered(cast: Cast):
    site(cast)
    site(cast, "Band", responsible=cast.ed)
    assert [row["Name"] for row in table(cast, cast.tom)] == ["Band", "Robotics"]
    assert [row["Name"] for row in table(cast, cast.tom, q="rob")] == ["Robotics"]


def test_a_principal_takes_out_the_sites_of_their_own_school(cast: Cast):
    site(cast)
    site(cast, "Band", responsible=cast.ed)
    site(cast, "Sailing", responsible=cast.hal, policy_version=cast.harbor_policy)
    assert [row["Name"] for row in table(cast, cast.pat)] == ["Robotics"]
    assert [row["Name"] for row in table(cast, cast.hope)] == ["Sailing"]


@pytest.mark.parametrize(
    ("who", "may"), [("tom", True), ("sue", True), ("pat", True), ("dee", True), ("maya", False), ("sam", False), ("val", False)]
)
def test_the_file_is_for_those_who_audit_or_read_everything_of_a_place(cast: Cast, who, may):
    assert may_export(cast.standing(getattr(cast, who))) is may


def test_the_head_of_the_file_comes_before_anything_is_read(cast: Cast, django_assert_num_queries):
    site(cast)
    pieces = export(cast.standing(cast.tom), Asked())
    with django_assert_num_queries(0):
        assert next(pieces).startswith("\ufeffName,Platform,Handle,Web address,School,")


def test_a_file_of_many_sites_comes_in_pieces_and_one_query(cast: Cast, django_assert_num_queries):
    rows(cast, 1_001)
    standing = cast.standing(cast.tom)
    with django_assert_num_queries(1):
        pieces = list(export(standing, Asked()))
    assert len(pieces) == 3
    assert len(list(csv.reader(io.StringIO("".join(pieces))))) == 1_002


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|calc", "%1", "＝1", "＋1", "－1", "＠1", "｜1", "％1"],
)
def test_a_cell_that_might_begin_a_formula_is_made_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Robotics", "1=1", "https://x.com/a", "'quoted'", "a\n=1"])
def test_other_cells_stay_as_they_are(text):
    assert harmless(text) == text


def test_a_name_that_is_a_formula_does_no_harm(cast: Cast):
    site(cast, '=HYPERLINK("https://evil.example","Robotics")')
    assert table(cast, cast.tom)[0]["Name"] == '\'=HYPERLINK("https://evil.example","Robotics")'


ODD = [
    "=1", " =1", "\t=1", "\n=1", "a\n=1", 'say "=1"', "a, =1", "=1, b", "\u00a0-1", "＝1", "a,b", 'a "b"', "a\rb", "a\nb", " a",
    "’a", "-", "|", "%", "'=1'", "plain",
]  # fmt: skip


def test_every_database_writes_the_same_bytes(cast: Cast):
    rows(cast, 2)
    made = [site(cast, f"{number} odd") for number in range(len(ODD))]
    for odd, each in zip(ODD, made, strict=True):
        Site.objects.filter(pk=each.pk).update(name=odd, status_reason=odd, decided=f"{odd}, on a day", handle="")
    Site.objects.filter(pk=made[0].pk).update(
        status="closed", responsible=None, last_checked_on="2026-09-15", overdue_since="2026-09-14", next_due_on="2026-09-16"
    )
    standing, asked = cast.standing(cast.tom), Asked(status="all")
    ordinary = "".join(_read(sites_asked_for(standing, asked).order_by("name", "id")))
    assert "".join(list(export(standing, asked))[1:]) == ordinary
    assert "'=1,Instagram," in ordinary


@pytest.mark.parametrize("start", [" ", "\t", "\r", "\n", "", "  ", "\u3000", "\u00a0 "])
def test_whatever_is_made_harmless_is_noticed_in_a_file(start):
    for character in map(chr, range(0x10000)):
        cell = f"{start}{character}1"
        if not 0xD800 <= ord(character) < 0xE000 and harmless(cell) != cell:
            for before in ("\n", ",", '\n"', ',"'):
                assert SUSPECT.search(f"{before}{cell}")


@pytest.mark.django_db(transaction=True)
def test_whoever_leaves_in_the_middle_leaves_nothing_behind(cast: Cast):
    rows(cast, 3_000)
    pieces = export(cast.standing(cast.tom), Asked())
    assert [len(next(pieces).splitlines()) for _ in range(2)] == [1, 1_000]
    pieces.close()
    assert Site.objects.count() == 3_000
    assert threading.active_count() == 1
