"""A snow day: what moves, what the trail says, whose mail is held back, and taking it back."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist

from accounts import services as accounts
from accounts.models import CalendarDay
from accounts.rules import Refused
from accounts.selectors import calendar_of
from monitoring.models import CheckIn, Duty
from monitoring.services import close_at_once, take_back, what_closing_moves
from monitoring.sweep import Swept, tick
from records.models import Event, Message
from registry.models import Site
from tests.cast import Cast
from tests.monitoring.answers import answer
from tests.monitoring.days import DUE, TUESDAY, digests, local, morning, mornings, only, rungs, send, watched
from tests.monitoring.pages import words
from tests.requests.filing import file

pytestmark = pytest.mark.django_db
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 9, 23), date(2026, 9, 24), date(2026, 9, 25)
FIVE = local(DUE, 5, 30)


@pytest.fixture
def site(cast: Cast) -> Site:
    """A site of Maya's at Birchwood, first due on Tuesday, September 22."""
    made = watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    return made


def close(cast: Cast, on: date = DUE, at=FIVE, **more: object):
    typed = {"district": cast.lakeside, "school": cast.birchwood, "by": cast.tom, "label": "Snow day", **more}
    return close_at_once(on=on, at=at, **typed)


def back(cast: Cast, on: date = DUE, at=FIVE, **more: object):
    return take_back(**{"district": cast.lakeside, "school": cast.birchwood, "by": cast.tom, "on": on, "at": at, **more})


def dates() -> list[date | None]:
    return list(Duty.objects.order_by("id").values_list("next_due_on", flat=True))


def test_what_is_due_on_a_snow_day_to_come_moves_and_moves_back(cast: Cast, site: Site) -> None:
    at = local(date(2026, 9, 21), 18)
    assert close(cast, at=at).due_dates == 1
    assert dates() == [WEDNESDAY]
    site.refresh_from_db()
    assert site.next_due_on == WEDNESDAY
    morning(DUE)
    assert not CheckIn.objects.exists()
    back(cast, at=local(DUE, 9))
    assert dates() == [DUE]
    assert tick(at=local(DUE, 9, 2)) == Swept(opened=1)
    assert only().due_on == DUE


def test_an_interval_of_school_days_is_one_day_longer(cast: Cast) -> None:
    watched(cast, terms={"check_every": "5 school days"})
    tick(at=local(TUESDAY, 9, 1))
    assert dates() == [DUE]
    close(cast, on=FRIDAY.replace(day=18), at=local(date(2026, 9, 17)))
    assert dates() == [WEDNESDAY]
    back(cast, on=FRIDAY.replace(day=18), at=local(date(2026, 9, 17)))
    assert dates() == [DUE]


def test_what_is_open_already_waits_a_day_longer_and_nobody_is_late(cast: Cast, site: Site) -> None:
    mornings(DUE, 2)
    site.refresh_from_db()
    assert (site.overdue_since, rungs()) == (DUE, [(0, DUE, ["Maya"]), (1, WEDNESDAY, ["Maya"])])
    moved = close(cast, on=WEDNESDAY, at=local(WEDNESDAY, 7, 30))
    assert (moved.due_dates, moved.ladders, moved.mails) == (0, 1, 0)
    site.refresh_from_db()
    assert site.overdue_since is None
    morning(THURSDAY)
    site.refresh_from_db()
    assert site.overdue_since == DUE
    assert [number for number, *_ in rungs()] == [0, 1]  # its mail of Wednesday is read on Thursday: the next rung waits
    mornings(FRIDAY, 4)
    assert rungs()[2][:2] == (2, date(2026, 9, 28))  # on the third school day: Friday, had there been school on Wednesday


def test_mails_of_the_morning_that_were_not_sent_are_held_back_and_said_the_next_morning(cast: Cast, site: Site) -> None:
    morning(DUE, is_sent=False)
    assert digests(DUE) == {"Maya Ortega": "1 thing for you today"}
    assert close(cast, at=local(DUE, 7, 1)).mails == 1
    send(local(DUE, 7, 2))
    assert Message.objects.values_list("state", "error").get() == ("cancelled", "Held back: no school on this day.")
    morning(WEDNESDAY)
    assert digests(WEDNESDAY) == {"Maya Ortega": "1 thing for you today"}
    assert [(number, on) for number, on, _ in rungs()] == [(0, DUE)]
    morning(THURSDAY)
    assert rungs()[-1][:2] == (1, THURSDAY)


def test_taken_back_in_the_morning_they_go_out_after_all(cast: Cast, site: Site) -> None:
    morning(DUE, is_sent=False)
    close(cast, at=local(DUE, 7, 1))
    assert back(cast, at=local(DUE, 7, 5)).mails == 1
    send(local(DUE, 7, 6))
    assert Message.objects.values_list("state", "error").get() == ("sent", "")


def test_mails_to_people_of_other_places_go_out(cast: Cast, site: Site) -> None:
    watched(cast, "Chess", responsible=cast.ed, school=cast.elm)
    tick(at=local(TUESDAY, 9, 2))
    morning(DUE, is_sent=False)
    close(cast, at=local(DUE, 7, 1))
    assert dict(Message.objects.values_list("to_name", "state")) == {"Maya Ortega": "cancelled", "Ed Castell": "waiting"}


def test_the_whole_district_closes_with_schools_that_were_open_after_all(cast: Cast, site: Site) -> None:
    accounts.open_day(district=cast.lakeside, school=cast.elm, on=DUE, label="Term 4", by=cast.tom, at=FIVE)
    close(cast, school=None)
    for place in (cast.birchwood, cast.elm, cast.office):
        assert not calendar_of(district=cast.lakeside, school_id=place.pk).is_open(DUE)
    assert calendar_of(district=cast.harbor, school_id=None).is_open(DUE)
    back(cast, school=None)
    assert list(CalendarDay.objects.values_list("school", "is_open", "label", "at_once")) == [
        (cast.elm.pk, True, "Term 4", False)
    ]


def test_the_trail_says_what_moved(cast: Cast, site: Site) -> None:
    submission = file(cast)
    assert submission.status == "open"
    close(cast)
    event = Event.objects.latest("id")
    assert (event.verb, event.subject_kind, event.subject_id) == ("snow-day", "school", cast.birchwood.pk)
    assert event.sentence == (
        "closed September 22, 2026 at once (Snow day); 1 due date of checks moves to the next school day and the clocks of "
        "1 open step move to the next school day, at Birchwood High School"
    )
    back(cast)
    assert Event.objects.latest("id").sentence.startswith("took back the snow day of September 22, 2026; 1 due date of checks")


@pytest.mark.parametrize("who", ["maya", "sam", "casey", "erin", "hugo"])
def test_only_who_keeps_the_calendar_or_heads_the_school_closes_it(cast: Cast, who: str) -> None:
    for deed in (close, back):
        with pytest.raises(Refused, match=r"Only somebody who manages people, or who heads|belongs to another district"):
            deed(cast, by=getattr(cast, who))


def test_the_head_closes_the_school_and_not_the_district(cast: Cast) -> None:
    close(cast, by=cast.pat)
    with pytest.raises(Refused, match="Only somebody who manages people"):
        close(cast, by=cast.pat, school=None)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 9, 21), "This day is over."),
        (date(2026, 12, 1), "Choose a day within 60 days."),
        (date(2026, 9, 26), "September 26, 2026 is no school day as it is."),
    ],
)
def test_a_day_that_cannot_be_closed_at_once_is_refused(cast: Cast, on: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        close(cast, on=on)
    assert not CalendarDay.objects.exists()


def test_what_was_not_closed_at_once_cannot_be_taken_back(cast: Cast) -> None:
    accounts.close_day(district=cast.lakeside, school=cast.birchwood, on=DUE, by=cast.tom, at=FIVE)
    with pytest.raises(Refused, match="was not closed at once"):
        back(cast)


def test_closing_twice_is_refused(cast: Cast) -> None:
    close(cast)
    with pytest.raises(Refused, match="is no school day as it is"):
        close(cast)


def test_any_change_of_the_calendar_is_counted_anew_by_the_next_sweep(cast: Cast, site: Site) -> None:
    accounts.close_day(district=cast.lakeside, on=DUE, by=cast.tom, at=FIVE)
    assert tick(at=local(date(2026, 9, 21))).recounted == 1
    assert dates() == [WEDNESDAY]
    accounts.remove_day(day=CalendarDay.objects.get(), by=cast.tom, at=FIVE)
    assert tick(at=local(date(2026, 9, 21), 8)) == Swept(recounted=1)
    assert dates() == [DUE]
    assert tick(at=local(date(2026, 9, 21), 9)) == Swept()


def test_a_correction_of_days_gone_by_makes_nobody_late(cast: Cast, site: Site) -> None:
    close(cast)
    accounts.close_day(district=cast.lakeside, on=WEDNESDAY, until=FRIDAY, by=cast.tom, at=FIVE)
    tick(at=local(DUE))
    assert dates() == [date(2026, 9, 28)]
    day = CalendarDay.objects.get(on=WEDNESDAY)
    tick(at=local(FRIDAY))
    accounts.remove_day(day=day, by=cast.tom, at=local(FRIDAY, 8))
    tick(at=local(FRIDAY, 8, 1))
    assert dates() == [date(2026, 9, 28)]


# the screen


def test_the_screen_shows_what_moves_closes_and_takes_back(cast: Cast, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: FIVE)
    client, address = cast.client(cast.pat), f"/schools/{cast.birchwood.pk}/snow-day/"
    assert address in client.get(f"/schools/{cast.birchwood.pk}/").content.decode()
    seen = words(client.get(address))
    assert "Close Tuesday, September 22, 2026?" in seen
    assert "1 due date of checks moves to the next school day." in seen
    assert words(client.get(f"{address}?on=2026-09-26")).count("is no school day as it is") == 1
    assert not CalendarDay.objects.exists()
    seen = words(client.post(address, {"on": "2026-09-22", "label": "Snow day"}, follow=True))
    assert "Closed on Tuesday, September 22, 2026" in seen
    assert calendar_of(district=cast.lakeside, school_id=cast.birchwood.pk).is_open(DUE) is False
    client.post(f"{address}back/", {"on": "2026-09-22"})
    assert not CalendarDay.objects.exists()


def test_an_answer_on_a_snow_day_counts(cast: Cast, site: Site) -> None:
    morning(DUE)
    close(cast, at=local(DUE, 7, 30))
    answer(only(), cast.maya, at=local(DUE, 9))
    assert dates() == [date(2026, 9, 29)]
    with pytest.raises(ObjectDoesNotExist):
        CheckIn.objects.get(state="open")


def test_what_would_move_is_only_asked(cast: Cast, site: Site) -> None:
    before = (CalendarDay.objects.count(), Event.objects.count(), dates())
    moved = what_closing_moves(district=cast.lakeside, school=None, on=DUE, at=FIVE)
    assert moved.due_dates == 1
    assert (CalendarDay.objects.count(), Event.objects.count(), dates()) == before
