"""`make demo`: one command starts all of it, one stops all of it, and nothing is left behind."""

import os
import signal
import socket
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.access import standing_of
from accounts.models import District, Person, Role
from accounts.selectors import Calendars
from concerns.models import Complaint, Directive, LostControl
from config.demo.neighbours import FERNHILL, MILLRACE, NEIGHBOURS, STONEBROOK, WINDMERE
from config.demo.people import LAKESIDE, settle
from config.demo.seed import seed
from monitoring.selectors import hand_overs_of
from policies.selectors import version_in_force
from registry.models import Site
from registry.selectors import Asked, register_page
from requests.models import Submission
from requests.states import LABELS as STAGES
from tests.cast import AT, Cast

from .processes import Running, Watch, free_port, has_proc, manage, plain, with_environment


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A demo with a folder and a port of its own."""
    yield plain(ROLLCALL_VAR=str(tmp_path), PORT=str(free_port()))
    for pid in with_environment("ROLLCALL_VAR", str(tmp_path)):
        os.kill(pid, signal.SIGKILL)


def started(env: dict[str, str]) -> Running:
    demo = Running("demo", env=env)
    assert demo.until("Open ") == f"Open http://127.0.0.1:{env['PORT']}"
    return demo


def processes(env: dict[str, str]) -> set[int]:
    return with_environment("ROLLCALL_VAR", env["ROLLCALL_VAR"])


def page(env: dict[str, str], path: str) -> str:
    with urlopen(f"http://127.0.0.1:{env['PORT']}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def names_of_sites(env: dict[str, str]) -> list[str]:
    with sqlite3.connect(Path(env["ROLLCALL_VAR"]) / "demo.sqlite3") as database:
        return [name for (name,) in database.execute("select name from registry_site order by id")]


@has_proc
@pytest.mark.long
@pytest.mark.processes
def test_the_demo_starts_keeps_its_data_and_leaves_no_process_behind(env: dict[str, str]) -> None:
    demo = started(env)
    assert page(env, "/healthz") == "ok\n"
    assert "<h1" in page(env, "/sign-in/")
    assert list(Path(env["ROLLCALL_VAR"]).glob("mail/*.eml"))
    sites = names_of_sites(env)
    with sqlite3.connect(Path(env["ROLLCALL_VAR"]) / "demo.sqlite3") as database:
        database.execute("update registry_site set name = 'Renamed by a visitor' where id = (select min(id) from registry_site)")

    second = manage("demo", env={**env, "PORT": str(free_port())})
    assert second.returncode == 1
    assert f"running already, at http://127.0.0.1:{env['PORT']}" in second.stderr

    everything = Watch(processes(env))
    code, said = demo.end(signal.SIGINT)
    assert (code, said.splitlines()[-1]) == (0, "Stopped.")
    assert everything.left() == 0
    assert processes(env) == set()

    again = started(env)
    assert names_of_sites(env) == ["Renamed by a visitor", *sites[1:]]
    everything = Watch(processes(env))
    again.end(signal.SIGKILL)
    assert everything.left() == 0
    assert processes(env) == set()


def test_a_taken_port_is_named_with_the_way_out_before_anything_starts(env: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(env["PORT"]))):
        refused = manage("demo", env=env)
    assert refused.returncode == 1
    assert f"Port {env['PORT']} is taken" in refused.stderr
    assert f"make demo PORT={int(env['PORT']) + 1}" in refused.stderr
    assert not (Path(env["ROLLCALL_VAR"]) / "demo.sqlite3").exists()


def test_the_demo_refuses_any_database_but_its_own(env: dict[str, str]) -> None:
    refused = manage("demo", env={**env, "DATABASE_URL": "postgres://somebody@127.0.0.1/else"})
    assert refused.returncode == 1
    assert "The demo refuses any database but its own file, demo.sqlite3." in refused.stderr


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_the_demo_refuses_to_answer_at_any_address_but_loopback(env: dict[str, str], address: str) -> None:
    open_to_all = {**env, "ROLLCALL_DEMO": "1"}
    assert "The demo refuses to answer at" in manage("runserver", "--noreload", address, env=open_to_all).stderr


@pytest.mark.parametrize("path", ["/demo/mailbox/", "/demo/mailbox/1/"])
def test_outside_the_demo_there_is_no_mailbox(cast: Cast, path: str) -> None:
    assert cast.client(cast.tom).get(path).status_code == 404


def test_outside_the_demo_nobody_signs_in_with_one_click(cast: Cast, client: Client) -> None:
    assert client.post("/demo/sign-in/", {"email": cast.sue.email}).status_code == 404
    assert "demo/sign-in" not in client.get("/sign-in/").content.decode()


def test_each_district_of_the_demo_shows_its_policy(db: None) -> None:
    seed(at=AT)
    homes = (LAKESIDE, *NEIGHBOURS)
    assert [home.policy for home in homes] == ["model", "staffuse", "policy401", "chsd230", "jndc", "crschools"]
    for home in homes:
        district = District.objects.get(name=home.name)
        version = version_in_force(district.pk, AT.date())
        assert version is not None
        assert version.key == home.policy
        vacant = Role.objects.filter(district=district, scope__in=["school", "district"], appointments__isnull=True)
        assert list(vacant) == [], f"{home.name} has a role without a person"
    for home in NEIGHBOURS:
        assert 2 <= Submission.objects.filter(district__name=home.name).count() <= 3
        assert 3 <= Site.objects.filter(district__name=home.name).count() <= 5
    states = Submission.objects.exclude(district__name=LAKESIDE.name).values_list("district__name", "status")
    complaints = Complaint.objects.order_by("id").values_list("district__name", "state")
    assert [name for name, _state in complaints].count(LAKESIDE.name) == 5
    assert {name for name, _state in complaints} == {home.name for home in homes}
    assert {state for _name, state in complaints} == {"waiting", "acknowledged", "concluded"}
    assert {name for name, state in states if state == "open"} == {STONEBROOK.name, MILLRACE.name, WINDMERE.name}
    orders = Directive.objects.order_by("kind").values_list("site__name", "kind", "state", "evidence_count")
    assert list(orders) == [
        ("Stonebrook Tennis", "avoid_subject", "standing", 0),
        ("Girls’ Volleyball", "remove_post", "acknowledged", 1),
    ]
    assert list(LostControl.objects.values_list("site__name", "state")) == [("Art Show", "lost")]
    own = Submission.objects.filter(district__name=LAKESIDE.name)
    assert Counter(own.values_list("status", flat=True)) == {**dict.fromkeys(STAGES, 1), "open": 6}
    assert own.get(status="returned").requester.email == "teacher@lakeside.example"
    director = standing_of(Person.objects.get(email="director@lakeside.example"), at=AT)
    rare = {
        "suspended": ["Cross Country"],
        "closed": ["Grade 4 Science Fair"],
        "shut_down": ["Elm Street on X"],
        "needs_owner": ["Elm Street Chorus"],
    }
    assert {status: [line.name for line in register_page(director, Asked(status=status)).lines] for status in rare} == rare
    leah = Person.objects.select_related("place").get(name="Leah Kim")
    (leaving,) = hand_overs_of([leah], Calendars(District.objects.get(name=LAKESIDE.name)), on=AT.date())
    assert leaving.words == "15 school days left, 1 of 3 done"


def test_the_sign_in_page_of_the_demo_groups_people_by_district(db: None, client: Client, settings: Any) -> None:
    settings.DEMO = True
    since, until = date(2026, 5, 1), date(2027, 1, 1)
    for home in (WINDMERE, LAKESIDE, FERNHILL):
        settle(home, since=since, until=until, at=AT)
    with time_machine.travel(AT), CaptureQueriesContext(connection) as all_of_them:
        page = client.get("/sign-in/").content.decode()
    opened, *folded = page.split("<details>")
    assert [opened.count(home.domain) for home in (LAKESIDE, FERNHILL, WINDMERE)] == [8, 0, 0]
    assert [part.split("<summary>")[1].split("</summary>")[0] for part in folded] == [
        "Fernhill School District: Staff Use of Social Media",
        "Windmere Community Schools: Employee Use of Social Media",
    ]
    assert client.post("/demo/sign-in/", {"email": "community@windmere.example"}).headers["Location"] == "/"
    client.logout()
    Person.objects.exclude(email__startswith="teacher@").update(is_active=False)
    with time_machine.travel(AT), CaptureQueriesContext(connection) as three:
        client.get("/sign-in/")
    assert len(three) == len(all_of_them)
