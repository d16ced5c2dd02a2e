"""The register as a CSV file."""

import csv
import io

import pytest

from registry.selectors import Asked, export, may_export
from registry.selectors.export import harmless
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
