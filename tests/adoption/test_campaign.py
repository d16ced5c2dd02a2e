"""When a policy is adopted, whoever answers for a site out of line is asked whether it is still right, by a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.access import actor
from accounts.models import Appointment
from accounts.rules import Refused
from accounts.schooldays import SchoolDays
from adoption.models import Draft
from adoption.services import adopt, begin_draft
from monitoring.models import CheckIn, Confirmation, Duty
from monitoring.schedule import is_mentioned
from monitoring.selectors import mine_to_confirm, progress_of
from monitoring.services import ask_again, confirm
from monitoring.sweep import tick
from policies.models import PolicyVersion
from policies.selectors import preset_text
from records.models import Event, Message
from registry.models import Site
from requests.services import now_of
from tests.cast import AT, TODAY, Cast, appoint
from tests.monitoring.days import TUESDAY, local, morning
from tests.registry import sites

from .pages import words

pytestmark = pytest.mark.django_db
DUE = date(2026, 10, 15)
STRICTER = preset_text("model").replace('every = "field:check_every"', 'every = "2 school days"')
TERMS = {"check_every": "1 week", "review_every": "1 month"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def site(cast: Cast) -> Site:
    """A site of Maya's that fits the model policy and is watched."""
    made = sites.site(cast, visibility="private", terms=TERMS)
    tick(at=local(TUESDAY, 9, 1))
    return made


def adopted(cast: Cast, begins: date = TODAY, ask_by: date | None = DUE) -> PolicyVersion:
    """The model policy with a stricter comment check, adopted by Tom."""
    draft = begin_draft(district=cast.lakeside, text=STRICTER, begun_from="a preset", by=cast.tom, at=AT)
    return adopt(draft=draft, edition=1, in_force_from=begins, by=cast.tom, at=AT, ask_by=ask_by)


def asked() -> Confirmation:
    return Confirmation.objects.select_related("site", "policy_version").get()


def test_whoever_answers_for_a_site_out_of_line_is_asked(cast: Cast, site: Site) -> None:
    sites.site(cast, "Harbor", responsible=cast.hal)
    version = adopted(cast)
    row = asked()
    assert (row.site, row.policy_version, row.due_on, row.asked_by) == (site, version, DUE, "Tom Adeyemi")
    assert row.reasons == ["Comment check: every week now, every 2 school days then."]
    last = list(Event.objects.order_by("id").values_list("verb", "sentence"))[-2:]
    assert last == [
        ("load", f"loaded {version}, in force from September 15, 2026"),
        ("ask_again", f"asked about 1 site again under {version}, by October 15, 2026"),
    ]


def test_without_a_day_nobody_is_asked(cast: Cast, site: Site) -> None:
    adopted(cast, ask_by=None)
    assert Confirmation.objects.count() == 0


def test_they_have_until_tomorrow_at_least(cast: Cast, site: Site) -> None:
    with pytest.raises(Refused, match="Choose a day to come"):
        adopted(cast, ask_by=TODAY)
    assert (PolicyVersion.objects.filter(district=cast.lakeside).count(), Draft.objects.get().adopted_as) == (1, None)


def test_a_site_that_is_right_stands_under_the_new_version_with_its_duties(cast: Cast, site: Site) -> None:
    version = adopted(cast)
    confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)
    tick(at=local(TUESDAY, 9, 2))
    assert Site.objects.get().policy_version == cast.policy
    morning(date(2026, 9, 16))
    assert Site.objects.get().policy_version == version
    running = {duty.key: (duty.every, duty.next_due_on) for duty in Duty.objects.filter(ended_at__isnull=True)}
    assert running == {
        "comments": ("2 school days", date(2026, 9, 18)),
        "supervisor_look": ("1 month", date(2026, 10, 15)),
    }
    assert Duty.objects.get(key="comments", ended_at__isnull=False).every == "1 week"
    assert Site.objects.get().next_due_on == date(2026, 9, 18)
    assert Confirmation.objects.get().moved_at == local(date(2026, 9, 16))
    said = f"said that {site} is still right under {version}"
    assert list(Event.objects.filter(verb="confirm").values_list("actor_name", "sentence")) == [("Maya Ortega", said)]


def test_it_moves_on_the_first_day_of_the_version_and_not_before(cast: Cast, site: Site) -> None:
    version = adopted(cast, begins=date(2026, 9, 21))
    confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)
    tick(at=local(date(2026, 9, 18)))
    assert Site.objects.get().policy_version == cast.policy
    tick(at=local(date(2026, 9, 21)))
    assert Site.objects.get().policy_version == version


def test_an_open_check_in_of_a_duty_that_ends_is_no_longer_needed(cast: Cast, site: Site) -> None:
    morning(date(2026, 9, 22))
    assert CheckIn.objects.get().state == "open"
    adopted(cast)
    confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)
    morning(date(2026, 9, 23))
    assert CheckIn.objects.get().state == "cancelled"


def test_a_paused_duty_stays_paused_under_the_new_version(cast: Cast, site: Site) -> None:
    Duty.objects.filter(key="comments").update(paused_at=AT, next_due_on=None, pause_reason="Summer.")
    adopted(cast)
    confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)
    morning(date(2026, 9, 16))
    duty = Duty.objects.get(key="comments", ended_at__isnull=True)
    assert (duty.every, duty.next_due_on, duty.pause_reason) == ("2 school days", None, "Summer.")


def test_a_site_that_needs_a_change_stays_and_the_director_reads_why(cast: Cast, site: Site) -> None:
    version = adopted(cast)
    confirm(confirmation=asked(), outcome="change", note="We cannot look so often.", by=cast.maya, at=AT)
    morning(date(2026, 9, 16))
    assert Site.objects.get().policy_version == cast.policy
    said = words(cast.client(cast.tom).get(f"/policy/{version.number}/campaign/"))
    assert "It needs a change: Maya Ortega" in said
    assert "We cannot look so often." in said


def test_a_site_that_is_closed_is_closed_at_once(cast: Cast, site: Site) -> None:
    adopted(cast)
    confirm(confirmation=asked(), outcome="close", note="The club has ended.", by=cast.maya, at=AT)
    assert (Site.objects.get().status, Site.objects.get().status_reason) == ("closed", "The club has ended.")
    assert [event.verb for event in Event.objects.filter(subject_kind="site").order_by("id")][-1] == "close"


def test_what_is_asked_about_a_site_that_ended_is_dropped(cast: Cast, site: Site) -> None:
    adopted(cast)
    Site.objects.update(status="closed")
    morning(date(2026, 9, 16))
    assert asked().state == "cancelled"
    with pytest.raises(Refused, match="no longer asked"):
        confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)


def test_it_is_answered_by_whoever_answers_for_the_site_and_once(cast: Cast, site: Site) -> None:
    adopted(cast)
    for who in (cast.pat, cast.tom, cast.val, cast.hal):
        with pytest.raises(Refused, match="somebody else answers for the site"):
            confirm(confirmation=asked(), outcome="right", note="", by=who, at=AT)
    confirm(confirmation=asked(), outcome="right", note="", by=cast.maya, at=AT)
    with pytest.raises(Refused, match="Maya Ortega was faster"):
        confirm(confirmation=asked(), outcome="change", note="No.", by=cast.maya, at=AT)


def test_a_designee_answers_for_whom_they_act(cast: Cast, site: Site) -> None:
    Site.objects.update(responsible=cast.pat)
    adopted(cast)
    assert mine_to_confirm(cast.standing(cast.dee)).count() == 1
    confirm(confirmation=asked(), outcome="right", note="", by=cast.dee, at=AT)
    assert (asked().answered_name, asked().acting_for) == ("Dee Okafor", "Pat Lindqvist")


@pytest.mark.parametrize(
    ("outcome", "note", "sentence"),
    [
        ("", "", "Choose an answer"),
        ("change", " ", "Write what has to change"),
        ("close", "", "Write what"),
        ("right", "x" * 2001, "at most"),
    ],
)
def test_what_is_no_answer_is_said(cast: Cast, site: Site, outcome: str, note: str, sentence: str) -> None:
    adopted(cast)
    with pytest.raises(Refused, match=sentence):
        confirm(confirmation=asked(), outcome=outcome, note=note, by=cast.maya, at=AT)
    assert asked().state == "open"


# the mail of a morning ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 16), True),  # the first school morning
        (date(2026, 9, 17), False),
        (date(2026, 10, 12), False),
        (date(2026, 10, 13), True),  # two school days before
        (date(2026, 10, 15), True),
        (date(2026, 10, 20), True),  # late
    ],
)
def test_it_is_mentioned_at_first_and_when_the_day_is_near(today: date, said: bool) -> None:
    assert is_mentioned(TODAY, DUE, SchoolDays(), today) == said


def test_the_mail_of_the_morning_asks_and_stops_when_it_is_answered(cast: Cast, site: Site) -> None:
    adopted(cast)
    first = TODAY + timedelta(days=1)
    morning(first)
    mail = Message.objects.get(kind="digest", person_id=cast.maya.pk)
    assert "Still right under the new policy? Robotics" in mail.text
    assert f"/confirmations/{asked().pk}/" in mail.text
    confirm(confirmation=asked(), outcome="change", note="Later.", by=cast.maya, at=local(first, 9))
    morning(DUE)
    assert "Still right" not in "".join(Message.objects.filter(created_at__gt=local(first, 10)).values_list("text", flat=True))


# the pages ---------------------------------------------------------------------------------------------------------------


def test_it_stands_on_the_first_page_until_it_is_answered(cast: Cast, site: Site) -> None:
    adopted(cast)
    maya = cast.client(cast.maya)
    home = words(maya.get("/"))
    assert "By Thursday, October 15 Still right under the new policy? Robotics" in home
    assert "One thing waits for you." in home
    page = words(maya.get(f"/confirmations/{asked().pk}/"))
    assert "Comment check: every week now, every 2 school days then." in page
    answer = maya.post(f"/confirmations/{asked().pk}/", {"outcome": "right", "note": ""})
    assert (answer.status_code, answer["Location"]) == (302, f"/sites/{site.pk}/")
    assert "Still right under the new policy?" not in words(maya.get("/"))
    assert "Maya Ortega: Yes, it is still right." in words(maya.get(f"/confirmations/{asked().pk}/"))


def test_what_needs_a_change_goes_on_to_the_form_that_asks_for_it_with_what_was_written(cast: Cast, site: Site) -> None:
    adopted(cast)
    maya = cast.client(cast.maya)
    answer = maya.post(f"/confirmations/{asked().pk}/", {"outcome": "change", "note": "Members only & a new name"})
    assert (answer.status_code, answer["Location"]) == (302, f"/sites/{site.pk}/change/")  # addresses stand in logs
    assert "Say here what should be different." in maya.get(answer["Location"]).content.decode()
    page = maya.get(f"{answer['Location']}?reason=Nothing").content.decode()
    assert "Members only &amp; a new name</textarea>" in page
    assert 'value="Robotics"' in page
    now = {key: value for key, value in now_of(site).items() if value is not None}
    sent = {**now, "name": "Robots", "reason": "Members only", "key": str(uuid4())}
    assert "Sent." in words(maya.post(answer["Location"], sent, follow=True))
    assert "Members only" not in maya.get(f"/sites/{site.pk}/change/").content.decode()


def test_a_designee_who_may_not_ask_for_the_change_comes_back_to_the_site(cast: Cast, site: Site) -> None:
    own = appoint(cast.maya, "community_relations")
    appoint(cast.ed, "community_relations", ends_on=date(2026, 12, 18), designee_of=own)
    adopted(cast)
    answer = cast.client(cast.ed).post(f"/confirmations/{asked().pk}/", {"outcome": "change", "note": "A new name."})
    assert (answer.status_code, answer["Location"]) == (302, f"/sites/{site.pk}/")


def test_an_answer_without_its_note_keeps_what_was_chosen(cast: Cast, site: Site) -> None:
    adopted(cast)
    page = cast.client(cast.maya).post(f"/confirmations/{asked().pk}/", {"outcome": "change", "note": ""})
    assert page.status_code == 422
    assert "Write what has to change" in words(page)


def test_the_director_sees_how_far_it_has_come(cast: Cast, site: Site) -> None:
    answer = cast.client(cast.tom).post(
        f"/policy/drafts/{begin_draft(district=cast.lakeside, text=STRICTER, begun_from='', by=cast.tom, at=AT).pk}/impact/",
        {"edition": 1, "in_force_from": "2026-10-01", "ask_by": "2026-10-15"},
    )
    assert answer["Location"] == "/policy/2/campaign/"
    said = words(cast.client(cast.tom).get("/policy/2/campaign/"))
    for sentence in ("1 site", "Not answered yet 1", "Maya Ortega answers for it.", "by October 15, 2026"):
        assert sentence in said
    assert cast.client(cast.maya).get("/policy/2/campaign/").status_code == 404
    assert "Nobody was asked" in words(cast.client(cast.hugo).get("/policy/1/campaign/"))


@pytest.mark.parametrize("count", [1, 3])
def test_progress_and_what_i_am_asked_cost_the_same(cast: Cast, count: int) -> None:
    rows = sites.rows(cast, count)
    version = PolicyVersion.objects.get(district=cast.lakeside)
    ask_again(version=version, sites=[(row.pk, ["Why."]) for row in rows], due_on=DUE, by=actor(cast.tom), at=AT)
    tom, maya = cast.standing(cast.tom), cast.standing(cast.maya)
    with CaptureQueriesContext(connection) as captured:
        assert progress_of(version, tom).asked == count
        assert len(list(mine_to_confirm(maya))) == count
    assert len(captured) == 4


def test_somebody_elses_designee_is_not_asked(cast: Cast, site: Site) -> None:
    own = Appointment.objects.get(person=cast.tom)
    appoint(cast.casey, "technology_director", ends_on=date(2026, 12, 18), designee_of=own)
    adopted(cast)
    assert mine_to_confirm(cast.standing(cast.casey)).count() == 0
