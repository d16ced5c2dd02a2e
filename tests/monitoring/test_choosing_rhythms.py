"""How often a site is checked was chosen at its approval, and is chosen anew by those whom the policy lets set it."""

from datetime import date

import pytest

from accounts.models import Appointment, Person
from accounts.rules import Refused
from accounts.services import close_day
from monitoring.models import CheckIn, Duty
from monitoring.services import choose_rhythm, pause
from monitoring.sweep import tick
from records.models import Event
from registry.models import Site
from registry.services import suspend
from tests.cast import AT, Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, watched
from tests.monitoring.pages import words

pytestmark = pytest.mark.django_db
NINE = local(TUESDAY, 9, 5)
KEY = "comments"


@pytest.fixture
def made(cast: Cast) -> Site:
    """A site of Maya's, checked every week from Tuesday, September 22, on."""
    made = watched(cast, terms={"check_every": "1 week", "review_every": "1 month"})
    tick(at=local(TUESDAY, 9, 1))
    return made


def choose(made: Site, by: Person, every: str = "2 weeks", at=NINE, key: str = KEY) -> Site:
    return choose_rhythm(site=made, key=key, every=every, by=by, at=at)


def duty(key: str = KEY) -> tuple[str, date | None]:
    found = Duty.objects.get(key=key)
    return found.every, found.next_due_on


def test_the_principal_chooses_another_rhythm_after_seeing_its_dates(
    cast: Cast, made: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: NINE)
    close_day(district=cast.lakeside, on=date(2026, 9, 29), by=cast.tom, at=AT)
    client, page, address = cast.client(cast.dee), f"/sites/{made.pk}/", f"/sites/{made.pk}/often/{KEY}/"
    assert address in client.get(page).content.decode()
    shown = words(client.get(address))
    assert "Every 2 weeks Due Sep 30, Oct 14, Oct 28, Nov 11, Nov 25" in shown
    assert client.post(address, {"every": ""}).status_code == 422
    assert client.post(address, {"every": "2 weeks"})["Location"] == page
    made.refresh_from_db()
    assert (duty(), made.next_due_on, made.terms["check_every"]) == (
        ("2 weeks", date(2026, 9, 30)), date(2026, 9, 30), "2 weeks",
    )  # fmt: skip
    event = Event.objects.get(verb="choose_rhythm")
    assert (event.actor_name, event.acting_for, event.subject_id) == ("Dee Okafor", "Pat Lindqvist", made.pk)
    assert event.sentence == (
        "set how often the comment check of Robotics on Instagram is due: every 2 weeks instead of every week"
    )
    assert duty("supervisor_look")[0] == "1 month"


def test_a_rhythm_whose_day_is_over_begins_on_the_next_school_day_and_what_is_open_stays(cast: Cast, made: Site) -> None:
    morning(DUE)
    choose(made, cast.pat, "1 school day", at=local(DUE, 9))
    assert (CheckIn.objects.get(duty__key=KEY).state, duty()) == ("open", ("1 school day", date(2026, 9, 23)))
    choose(made, cast.pat, at=local(date(2026, 9, 25), 9))
    assert duty() == ("2 weeks", date(2026, 10, 6))


def test_a_duty_that_rests_keeps_resting_in_its_new_rhythm(cast: Cast, made: Site) -> None:
    pause(site=made, reason="Summer.", until=None, by=cast.pat, at=NINE)
    choose(made, cast.pat)
    assert duty() == ("2 weeks", None)


@pytest.mark.parametrize("who", ["maya", "sam", "tom", "sue", "val", "erin", "hope"])
def test_nobody_else_chooses(cast: Cast, made: Site, who: str) -> None:
    with pytest.raises(Refused, match="not yours to set"):
        choose(made, getattr(cast, who))
    assert cast.client(getattr(cast, who)).get(f"/sites/{made.pk}/often/{KEY}/").status_code == 404
    assert (duty()[0], Event.objects.filter(verb="choose_rhythm").count()) == ("1 week", 0)


def test_nobody_chooses_for_their_own_site_and_then_who_acts_instead_does(cast: Cast) -> None:
    made = watched(cast, responsible=cast.pat, terms={"check_every": "1 week"})
    tick(at=local(TUESDAY, 9, 1))
    Appointment.objects.filter(person=cast.dee).update(ended_at=AT)
    with pytest.raises(Refused, match="never whoever answers"):
        choose(made, cast.pat)
    choose(made, cast.sue)
    assert duty()[0] == "2 weeks"


def test_what_the_policy_does_not_offer_and_what_is_so_already_is_refused(cast: Cast, made: Site) -> None:
    for every, sentence in (("1 year", "that the policy offers"), ("1 week", "It is so already")):
        with pytest.raises(Refused, match=sentence):
            choose(made, cast.pat, every)
    with pytest.raises(Refused, match="not yours"):
        choose(made, cast.pat, key="nothing")
    suspend(site=made, reason="Checked.", until=None, by=cast.sue, at=NINE)
    with pytest.raises(Refused, match="nobody looks at it"):
        choose(made, cast.pat)
