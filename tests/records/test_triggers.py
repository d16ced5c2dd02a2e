"""The database refuses to change or remove what was recorded, on whichever database this suite runs."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import District
from policies.models import PolicyVersion
from records import triggers
from records.events import CLOCK, record
from records.models import Event
from tests.records.open_trail import open_trail
from tests.records.writing import AT

KEPT = (
    "records_event", "policies_policyversion", "policies_guidelineversion", "policies_acknowledgement", "registry_exemption",
    "registry_bundle",
)  # fmt: skip


def event() -> Event:
    return record(verb="note", subject=("site", 1), sentence="noted", by=CLOCK, at=AT, district_id=1)


def policy_version() -> PolicyVersion:
    district = District.objects.create(name="Lakeside Community Schools", time_zone="America/Chicago")
    return PolicyVersion.objects.create(
        district=district,
        number=1,
        key="model",
        title="Model policy",
        schema=1,
        text="",
        sha256="",
        in_force_from=date(2026, 8, 1),
        loaded_at=AT,
        loaded_by="The operator",
    )


def run(sql: str) -> Callable[[], object]:
    return lambda: connection.cursor().execute(sql)


def triggers_there() -> set[str]:
    asking = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }
    with connection.cursor() as cursor:
        cursor.execute(asking[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def expected() -> set[str]:
    return {triggers.name_of(table, operation) for table in KEPT for operation in triggers.operations(connection)}


def refused(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="What was recorded is never changed or removed"), transaction.atomic():
        act()


@pytest.mark.django_db
def test_the_database_has_the_triggers() -> None:
    assert triggers_there() == expected()


@pytest.mark.django_db
def test_an_event_is_never_changed_or_removed() -> None:
    kept = event()
    refused(run("UPDATE records_event SET sentence = 'did nothing'"))
    refused(run("DELETE FROM records_event"))
    refused(lambda: Event.objects.update(sentence="did nothing"))
    refused(lambda: Event.objects.all().delete())
    refused(kept.save)
    refused(kept.delete)
    assert Event.objects.get().sentence == "noted"


@pytest.mark.django_db
def test_a_policy_version_is_never_changed_or_removed() -> None:
    kept = policy_version()
    refused(run("UPDATE policies_policyversion SET text = 'anything goes'"))
    refused(run("DELETE FROM policies_policyversion"))
    refused(lambda: PolicyVersion.objects.update(text="anything goes"))
    refused(lambda: PolicyVersion.objects.all().delete())
    refused(kept.save)
    assert PolicyVersion.objects.get().text == ""


@pytest.mark.postgres
@pytest.mark.django_db
def test_nothing_is_truncated_either() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite has no TRUNCATE")
    event()
    refused(run("TRUNCATE records_event"))
    refused(run("TRUNCATE policies_policyversion CASCADE"))
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_installing_twice_and_before_a_table_exists_is_harmless() -> None:
    triggers.install()
    triggers.install(["records_event", "a_table_of_tomorrow"])
    assert triggers_there() == expected()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_may_empty_the_tables_afterwards() -> None:
    event()
    policy_version()


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_open_only_inside() -> None:
    event()
    with open_trail():
        assert triggers_there() == set()
        Event.objects.all().delete()
    assert triggers_there() == expected()
