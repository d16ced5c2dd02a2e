"""A duty to which the policy gives no number: nobody is reminded of it, and whoever does it may record it."""

import pytest
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from monitoring.models import Call, CheckIn, Duty
from monitoring.services import record_look
from monitoring.sweep import tick
from records.models import Event, Message
from registry.models import Site
from tests.cast import Cast
from tests.house.test_page_queries import asked as queries
from tests.monitoring.days import DUE, TUESDAY, build, local, mornings
from tests.monitoring.pages import words
from tests.registry.sites import site

pytestmark = pytest.mark.django_db
NINE = local(DUE, 9)


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)


def look(made: Site, by: Person, key: str = "settings", outcome: str = "nothing_found", note: str = "") -> CheckIn:
    return record_look(site=made, key=key, outcome=outcome, note=note, by=by, at=NINE)


@pytest.mark.clause("004:6", "004:13")
def test_the_look_at_the_settings_shows_its_list_and_the_day_of_the_last_one(crschools: Cast) -> None:
    made = site(crschools)
    maya, path = crschools.client(crschools.maya), reverse("duty-look", args=[made.pk, "settings"])
    page = maya.get(reverse("site", args=[made.pk]))
    assert "Nobody has recorded one yet." in words(page)
    assert path in page.content.decode()
    said = words(maya.get(path))
    for line in (
        "Only approved participants have access",
        "No application has access that nobody needs",
        "Phishing was recognised",
    ):
        assert line in said
    assert maya.post(path, {"outcome": "nothing_found"}).status_code == 302
    assert "Last today, by Maya Ortega." in words(maya.get(reverse("site", args=[made.pk])))


@pytest.mark.clause("000:15", "004:13")
@pytest.mark.parametrize(("preset", "key", "who"), [("staffuse", "supervisor_review", "sam"), ("crschools", "settings", "maya")])
def test_it_is_recorded_with_one_event_and_nobody_is_ever_reminded_of_it(preset: str, key: str, who: str) -> None:
    cast = build(preset)
    made = site(cast)
    tick(at=local(TUESDAY, 9, 1))
    before = Event.objects.count()
    row = look(made, getattr(cast, who), key)
    assert (row.state, row.answered_by, row.due_on, Event.objects.count()) == ("answered", getattr(cast, who), DUE, before + 1)
    assert Event.objects.latest("id").verb == "look"
    assert Site.objects.get().last_checked_on == DUE
    mornings(DUE, 10)
    assert (CheckIn.objects.count(), Message.objects.filter(kind="digest").count()) == (1, 0)
    assert not Duty.objects.filter(ended_at__isnull=True).exists()


def test_nobody_else_records_it_nor_twice_on_a_day_nor_another_duty(crschools: Cast) -> None:
    made = site(crschools)
    with pytest.raises(Refused, match="not yours"):
        look(made, crschools.sam)
    with pytest.raises(Refused, match="not yours"):
        look(made, crschools.maya, "comments")
    look(made, crschools.maya)
    with pytest.raises(Refused, match="recorded already"):
        look(made, crschools.maya)
    assert crschools.client(crschools.sam).get(reverse("duty-look", args=[made.pk, "settings"])).status_code == 404
    assert crschools.client(crschools.maya).get(reverse("duty-look", args=[made.pk, "comments"])).status_code == 404


def test_without_a_note_help_is_not_called_and_with_one_it_is(crschools: Cast) -> None:
    made = site(crschools)
    path = reverse("duty-look", args=[made.pk, "settings"])
    assert crschools.client(crschools.maya).post(path, {"outcome": "need_help", "note": ""}).status_code == 422
    look(made, crschools.maya, outcome="need_help", note="Somebody else posts.")
    assert list(Call.objects.values_list("person__name", flat=True)) == ["Sam Whitfield"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_with_looks_asks_as_much_however_many(crschools: Cast, count: int) -> None:
    made = site(crschools)
    for number in range(count):
        day = local(DUE.replace(day=1 + number), 9)
        record_look(site=made, key="settings", outcome="nothing_found", note="", by=crschools.maya, at=day)
    client, path = crschools.client(crschools.maya), reverse("site", args=[made.pk])
    assert queries(client, path) == 11  # as every site's page, and what was answered with the request
