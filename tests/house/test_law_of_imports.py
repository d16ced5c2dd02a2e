"""The law of imports holds because a machine checks it: every contract in pyproject.toml catches a planted violation."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObjectRel

from .processes import ROOT

LAW = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
ROOMS = LAW["root_packages"]
PLANTED = {
    "Rooms look down, never up": ("records/outbox.py", "import accounts.models"),
    "Inside a room: doors, deeds, questions, facts, plain thought": ("registry/states.py", "from . import models"),
    "Plain thought imports no framework": ("policies/routing.py", "import django.db"),
    "Only accounts speaks to guardian": ("reviews/services.py", "import guardian.shortcuts"),
    "Only tasks and config.celery speak to Celery": ("requests/rules.py", "import celery"),
    "Deeds do not know HTTP": ("monitoring/rules.py", "import config.settings"),
    "records keeps its doors to itself": ("registry/services.py", "import records.tasks"),
    "accounts keeps its doors to itself": ("reviews/views.py", "import accounts.forms"),
    "policies keeps its doors to itself": ("reviews/views.py", "import policies.views"),
    "registry keeps its doors to itself": ("reviews/views.py", "import registry.views"),
    "requests keeps its doors to itself": ("reviews/views.py", "import requests.forms"),
    "reviews keeps its doors to itself": ("config/views.py", "import reviews.views"),
    "monitoring keeps its doors to itself": ("config/views.py", "import monitoring.forms"),
    "concerns keeps its doors to itself": ("config/views.py", "import concerns.views"),
    "adoption keeps its doors to itself": ("config/views.py", "import adoption.forms"),
}


def lint(folder: Path) -> str:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rooms once more, with every violation planted."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    for place, line in PLANTED.values():
        with (folder / place).open("a") as file:
            file.write(f"\n{line}\n")
    return folder


@pytest.fixture(scope="module")
def verdict(copy: Path) -> str:
    return lint(copy)


def test_each_contract_has_its_planted_violation() -> None:
    assert [contract["name"] for contract in LAW["contracts"]] == list(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_is_caught(verdict: str, contract: str) -> None:
    assert f"{contract} BROKEN" in verdict


def test_a_room_has_no_drawer_for_everything_else(copy: Path) -> None:
    (copy / "registry" / "helpers.py").write_text("")
    assert "registry.helpers" in lint(copy)


def room_of(model: object) -> str:
    return str(model.__module__).partition(".")[0]


def relations() -> Iterator[tuple[str, str, str]]:
    """Every relation one can follow from a model of ours: its name, the room it starts in, the room it leads to.

    Import contracts see neither foreign keys named in strings nor the way back from the other end.
    """
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, Field | ForeignObjectRel) and field.related_model and room_of(model) in ROOMS:
                yield f"{model.__name__}.{field.name}", room_of(model), room_of(field.related_model)


def test_no_relation_leads_from_a_lower_room_to_an_upper_one_not_even_backwards() -> None:
    upward = [
        f"{name}: {start} -> {end}" for name, start, end in relations() if end in ROOMS and ROOMS.index(end) < ROOMS.index(start)
    ]
    assert upward == []


def test_relations_are_seen_in_both_directions() -> None:
    seen = {name for name, _, _ in relations()}
    assert {"Step.submission", "Submission.steps", "Duty.site"} <= seen


def speaking_of(pattern: str, *, except_in: set[str]) -> list[str]:
    """The files of the rooms that hold a pattern, outside the modules that may."""
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if room != "config"]
    return [
        str(file.relative_to(ROOT))
        for file in files
        if not except_in & {file.stem, *file.relative_to(ROOT).parts} and re.search(pattern, file.read_text())
    ]


def test_only_entrances_read_the_clock() -> None:
    clock = r"timezone\.now|datetime\.now|date\.today|time\.time\(|utcnow"
    # Django's session store asks whether a session has expired before there is a request with a moment.
    assert speaking_of(clock, except_in={"views", "tasks", "management", "sessions"}) == []


def test_only_views_know_http() -> None:
    assert speaking_of("HttpRequest|HttpResponse|SignedIn", except_in={"views", "access"}) == []


def test_every_form_asks_for_a_day_with_the_field_that_knows_where_the_calendar_ends() -> None:
    asked = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "forms.DateField" in file.read_text()]
    assert [str(file.relative_to(ROOT)) for file in asked] == ["accounts/fields.py"]


def test_only_the_delivery_sends_mail() -> None:
    assert speaking_of(r"django\.core\.mail|smtplib", except_in={"delivery", "mailfolder"}) == []


def test_no_model_does_anything_by_being_saved_or_deleted() -> None:
    ours = [model for model in apps.get_models() if room_of(model) in ROOMS]
    assert [model.__name__ for model in ours if {"save", "delete"} & set(vars(model))] == []
    assert speaking_of(r"django\.db\.models\.signals|\bpost_save\b|\bpre_save\b|@receiver", except_in=set()) == []
