"""The federal directory's own files and a real district's calendar, where somebody has them.

ROLLCALL_REAL_DATA names a folder with schools/ and calendars/ in it; without it these tests are skipped.
"""

import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.imports import read_calendar, read_calendar_file, read_schools
from accounts.models import District, School

FOLDER = os.environ.get("ROLLCALL_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="ROLLCALL_REAL_DATA is not set: no real school files to read")


def file(name: str) -> str:
    return str(Path(FOLDER) / name)


def imported(district: District, name: str, *words: str) -> str:
    out = StringIO()
    call_command("import_schools", file(name), "--district", str(district.pk), *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def district(db) -> District:
    return District.objects.create(name="A district", time_zone="America/Chicago")


def test_the_31_schools_of_cedar_rapids_come_in_once(district: District):
    assert "31 new, 0 changed" in imported(district, "schools/district_cedar_rapids_ia.csv")
    assert "0 new, 0 changed, 31 as before" in imported(district, "schools/district_cedar_rapids_ia.csv")
    assert School.objects.filter(district=district).count() == 31
    district.refresh_from_db()
    assert district.federal_id == "1906540"


@pytest.mark.parametrize(("state", "count"), [("ia", 1325), ("il", 4429), ("wy", 364)])
def test_every_school_of_a_state_is_read(state, count):
    with Path(file(f"schools/schools_{state}_2019.csv")).open("rb") as stream:
        rows, problems = read_schools(stream)
    assert (len(rows), problems) == (count, [])
    assert {len(row.federal_id) for row in rows} == {12}


def test_a_whole_state_is_not_taken_for_one_district(district: District):
    with pytest.raises(CommandError, match=r"The file has schools of 3\d\d districts. Name the one that is meant: --leaid 19"):
        imported(district, "schools/schools_ia_2019.csv")
    assert not School.objects.filter(district=district).exists()


def test_progress_is_told_while_a_whole_state_is_read(district: District):
    said = imported(district, "schools/schools_il_2019.csv", "--leaid", "1708400")
    assert "1,000 rows read\n2,000 rows read" in said


def test_of_a_state_s_file_a_district_takes_its_own(district: District):
    District.objects.filter(pk=district.pk).update(federal_id="1906540")
    assert "31 new, 0 changed, 0 as before, 1,294 of other districts passed over" in imported(
        district, "schools/schools_ia_2019.csv"
    )


def test_a_real_calendar_closes_its_days():
    with Path(file("calendars/nyc_doe_2023_24.csv")).open("rb") as stream:
        days, problems = read_calendar(stream)
    assert (len(days), problems) == (30, [])


def listed(name: str, **more):
    with Path(file(f"calendars/{name}")).open("rb") as stream:
        return read_calendar_file(stream, around=date(2024, 1, 15), zone="America/New_York", **more)


def test_a_real_calendar_says_the_same_in_both_kinds_of_file():
    csv, ics = listed("nyc_doe_2023_24.csv"), listed("nyc_doe_2023_24.ics")
    assert (csv.problems, ics.problems, ics.is_sure) == ([], [], True)
    assert {day.on: day.label for day in ics.days} == {day.on: day.label for day in csv.days}
    assert len(csv.days) == 30


@pytest.mark.parametrize(("region", "count"), [("IA", 49), ("IL", 59), ("NY", 60), ("US", 49), ("WY", 45)])
def test_of_government_holidays_a_state_takes_its_own(region, count):
    found = listed("holidays_pkg_us_2024_2027.csv", region=region)
    assert (found.problems, len(found.days)) == ([], count)


def test_government_holidays_of_no_state_are_nobody_s():
    assert [str(problem) for problem in listed("holidays_pkg_us_2024_2027.csv").problems] == [
        "The file lists days of IA, IL, NY, US, WY. Say which of them are yours."
    ]
