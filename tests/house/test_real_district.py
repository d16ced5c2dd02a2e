"""The main job at every school of a real district: Cedar Rapids' 31, from the federal directory, with invented people.

ROLLCALL_REAL_DATA names a folder with schools/ in it; without it this is skipped.
"""

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command

from accounts.access import standing_of
from accounts.models import District, Person, School
from policies.models import PolicyVersion
from policies.selectors import document_of
from registry.models import Site
from requests import services
from requests.models import Seat, Submission
from reviews.selectors import cards
from tests.cast import AT
from tests.requests.filing import ROBOTICS

FOLDER = os.environ.get("ROLLCALL_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="ROLLCALL_REAL_DATA is not set: no real district to try the job on")
DOMAIN = "rapids.example"


def staff_of(schools: list[School]) -> str:
    """A principal and a teacher for each school, as a staff list."""
    lines = ["name,email,title,kind,place,supervisor_email,role,ends_on"]
    for school in schools:
        key = school.federal_id
        lines.append(f"Principal {key},p{key}@{DOMAIN},principal,employee,{key},director@{DOMAIN},principal,")
        lines.append(f"Teacher {key},t{key}@{DOMAIN},teacher,employee,{key},p{key}@{DOMAIN},,")
    return "\n".join(lines)


@pytest.fixture
def at_the_moment() -> Iterator[None]:
    """The commands read the clock: here it stands still."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def rapids(db: None, tmp_path: Path, at_the_moment: None) -> District:
    out = StringIO()
    start = ("--timezone", "America/Chicago", "--director", f"director@{DOMAIN}", "--policy", "model")
    call_command("start_district", "Cedar Rapids", *start, stdout=out)
    made = District.objects.get()
    made.email_domains = [DOMAIN]
    made.save(update_fields=["email_domains"])
    source = Path(FOLDER) / "schools" / "district_cedar_rapids_ia.csv"
    call_command("import_schools", str(source), "--district", str(made.pk), stdout=out)
    staff = tmp_path / "staff.csv"
    staff.write_text(staff_of(list(School.objects.filter(district=made, kind=School.Kind.SCHOOL))))
    call_command("import_people", str(staff), "--district", str(made.pk), stdout=out)
    return made


def file_for(teacher: Person, version: PolicyVersion) -> Submission:
    policy = document_of(version)
    answers = {**ROBOTICS, "page_name": f"Robotics {teacher.place}", "account_email": teacher.email}
    begun = services.start(requester=teacher, version=version, place=teacher.place, answers=answers, key=uuid4(), at=AT)
    accepted = {row.key: row.text for row in policy.statements_at("request")}
    return services.submit(submission=begun, place=teacher.place, answers=answers, accepted=accepted, by=teacher, at=AT)


def test_each_of_31_schools_gets_its_site_through_its_own_principal(rapids: District) -> None:
    version = PolicyVersion.objects.get(district=rapids)
    director = Person.objects.get(email=f"director@{DOMAIN}")
    schools = list(School.objects.filter(district=rapids, kind=School.Kind.SCHOOL))
    assert len(schools) == 31
    for school in schools:
        filed = file_for(Person.objects.get(email=f"t{school.federal_id}@{DOMAIN}"), version)
        principal = Person.objects.get(email=f"p{school.federal_id}@{DOMAIN}")
        waiting = cards(standing_of(principal, at=AT))
        assert [card.submission for card in waiting] == [filed]
        services.close_step(seat=waiting[0].seat, outcome="approve", by=principal, at=AT)
        second = Seat.objects.select_related("step__submission").get(step__submission=filed, step__key="technology_director")
        services.close_step(seat=second, outcome="approve", by=director, at=AT)
        last = Seat.objects.select_related("step__submission").get(step__submission=filed, step__key="give_address")
        address = f"https://www.instagram.com/robotics_{school.federal_id}/"
        services.close_step(seat=last, outcome="provide", by=filed.requester, at=AT, values={"address": address})
    assert Site.objects.filter(district=rapids).values("school").distinct().count() == 31
