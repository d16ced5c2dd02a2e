"""Calendar files of both kinds: what they say, what would change, and that nothing is stored before somebody has seen it."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import services
from accounts.imports import ics as calendars
from accounts.imports import read_calendar_file
from accounts.models import CalendarDay
from accounts.rows import ListedDay
from accounts.selectors import calendar_of
from tests.cast import AT, TODAY, Cast

from .trail import last_event, text, told

ZONE = "America/Chicago"


def read(raw: str, **more):
    return read_calendar_file(io.BytesIO(raw.encode()), around=TODAY, zone=ZONE, **more)


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def ics(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def closing(*lines: str):
    """What one event says that the file itself calls a day without school."""
    return read(ics(event(*lines, "CATEGORIES:NO-SCHOOL")))


def days(*lines: str) -> list[str]:
    listed = closing(*lines)
    assert listed.problems == []
    return [str(day.on) for day in listed.days]


def reasons(listed) -> list[str]:
    return [str(problem) for problem in listed.problems]


# what a file says


def test_whole_days_are_flattened_and_their_end_is_the_day_after():
    assert days("SUMMARY:Recess", "DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261128") == [
        "2026-11-25", "2026-11-26", "2026-11-27",
    ]  # fmt: skip
    assert days("DTSTART;VALUE=DATE:20261125") == ["2026-11-25"]
    assert days("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261125") == ["2026-11-25"]
    assert days("DTSTART;VALUE=DATE:20261125", "DURATION:P2D") == ["2026-11-25", "2026-11-26"]
    assert days("DTSTART:20261125T060000Z", "DTEND:20261126T060000Z") == []  # from midnight to midnight, but not said to be days


def test_what_overlaps_and_is_said_twice_is_one_day_with_both_names():
    listed = read(
        ics(
            event("SUMMARY:Winter recess", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226", "CATEGORIES:HOLIDAY"),
            event("SUMMARY:Christmas", "DTSTART;VALUE=DATE:20261225", "CATEGORIES:HOLIDAY"),
            event("SUMMARY:Christmas", "DTSTART;VALUE=DATE:20261225", "CATEGORIES:HOLIDAY"),
            event("SUMMARY:Concert", "DTSTART;VALUE=DATE:20261218", "CATEGORIES:INFO"),
        )
    )
    assert [(day.line, day.on.day, day.label) for day in listed.days] == [
        (3, 24, "Winter recess"),
        (3, 25, "Winter recess; Christmas"),
    ]
    assert [one.label for one in listed.others] == ["Concert"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("RRULE:FREQ=WEEKLY;COUNT=3",), ["2026-10-05", "2026-10-12", "2026-10-19"]),
        (("RRULE:FREQ=WEEKLY;UNTIL=20261012",), ["2026-10-05", "2026-10-12"]),
        (("RRULE:FREQ=WEEKLY;UNTIL=20261012T235959Z", "EXDATE;VALUE=DATE:20261005"), ["2026-10-12"]),
        (("RDATE;VALUE=DATE:20261103",), ["2026-10-05", "2026-11-03"]),
        (("RRULE:FREQ=YEARLY",), ["2026-10-05", "2027-10-05", "2028-10-05", "2029-10-05"]),
    ],
)
def test_an_event_that_repeats_becomes_its_days(lines, expected):
    assert days("DTSTART;VALUE=DATE:20261005", *lines) == expected


def test_one_time_of_a_repeating_event_may_be_moved():
    listed = read(
        ics(
            event("UID:a", "DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=WEEKLY;COUNT=2", "CATEGORIES:NO-SCHOOL"),
            event("UID:a", "DTSTART;VALUE=DATE:20261013", "RECURRENCE-ID;VALUE=DATE:20261012", "CATEGORIES:NO-SCHOOL"),
        )
    )
    assert [str(day.on) for day in listed.days] == ["2026-10-05", "2026-10-13"]


def test_what_was_cancelled_is_passed_over():
    assert days("DTSTART;VALUE=DATE:20261005", "STATUS:CANCELLED") == []
    repeats = event("UID:a", "DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=WEEKLY;COUNT=2", "CATEGORIES:NO-SCHOOL")
    cancelled = event("UID:a", "DTSTART;VALUE=DATE:20261012", "RECURRENCE-ID;VALUE=DATE:20261012", "STATUS:CANCELLED")
    assert [str(day.on) for day in read(ics(repeats, cancelled)).days] == ["2026-10-05"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("SUMMARY:x",), "Line 3: This event does not say on which day it begins."),
        (("DTSTART;VALUE=DATE:20261332",), "Line 3: DTSTART of this event cannot be read."),
        (("DTSTART;VALUE=DATE:19260101",), "Line 3: This event begins in 1926. Is the year right?"),
        (
            ("DTSTART;VALUE=DATE:20261005", "DTEND;VALUE=DATE:20261001"),
            "Line 3: This event ends on 2026-10-01, before it begins on 2026-10-05.",
        ),
        (
            ("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20261001"),
            "Line 3: This event has more than 200 days. Is the year right?",
        ),
        (
            ("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=HOURLY"),
            "Line 3: This event repeats in a way that Rollcall does not read. Write its days one by one.",
        ),
        (
            ("DTSTART;VALUE=DATE:20261005", "RRULE:FREQ=DAILY"),
            "Line 3: This event repeats more than 400 times. Is it about single days of school?",
        ),
    ],
)
def test_a_bad_event_is_named_with_its_line_and_the_reason(lines, sentence):
    assert reasons(closing(*lines)) == [sentence]


def test_a_broken_file_is_named_with_its_line():
    assert reasons(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")) == ["Line 2: This event has no end."]
    assert reasons(read("BEGIN:VCALENDAR\nEND:VCALENDAR\n")) == ["The file has no events."]
    raw = io.BytesIO(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\xff\x00\nEND:VEVENT\n")
    assert reasons(read_calendar_file(raw, around=TODAY, zone=ZONE))[0].startswith("Line 3: This line has NUL bytes")


def test_where_a_file_does_not_say_what_closes_school_its_names_are_a_proposal():
    names = (
        "No School - Labor Day",
        "Spring Break",
        "Early Release",
        "Return from Spring Break",
        "Board meeting",
        "Veterans Day",
    )
    listed = read(ics(*(event(f"SUMMARY:{name}", "DTSTART;VALUE=DATE:20261005") for name in names)))
    assert (listed.days, listed.is_sure) == ([], False)
    assert [one.label for one in listed.others if one.is_likely] == ["No School - Labor Day", "Spring Break", "Veterans Day"]
    at_ten = read(ics(event("SUMMARY:Holiday party", "DTSTART:20261005T150000Z", "DTEND:20261005T160000Z")))
    assert [one.is_likely for one in at_ten.others] == [False]


def test_a_line_may_open_school_after_all_and_that_wins():
    listed = read("date,label,open\n2026-07-06,Summer,no\n2026-07-06,Second term,yes\n2026-07-07,Second term,yes\n")
    assert [(day.on.day, day.label, day.is_open) for day in listed.days] == [(6, "Second term", True), (7, "Second term", True)]


def test_of_a_file_of_several_states_one_says_which_is_meant():
    raw = "date,name,subdivision\n2026-01-01,New Year,IA\n2026-02-12,Lincoln,IL\n2026-03-01,Everywhere,\n"
    assert reasons(read(raw)) == ["The file lists days of IA, IL. Say which of them are yours."]
    assert [day.label for day in read(raw, region="il").days] == ["Lincoln", "Everywhere"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261005\n", b"BEGIN:VEVENT\nRRULE:"]))
def test_no_bytes_whatsoever_are_an_exception(raw, begun):
    listed = read_calendar_file(
        io.BytesIO(b"BEGIN:VCALENDAR\n" + begun + raw + b"\nEND:VEVENT\nEND:VCALENDAR"), around=TODAY, zone=ZONE
    )
    assert all(problem.reason for problem in listed.problems)


# the screens


def upload(cast: Cast, content: str, name: str = "school.ics", address: str = "/calendar/import/", **more):
    return cast.client(cast.tom).post(address, {"file": SimpleUploadedFile(name, content.encode()), **more})


def test_an_ics_file_that_says_what_closes_school_is_looked_at_and_stored(cast: Cast):
    file = ics(
        event("SUMMARY:Recess", "DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261128", "CATEGORIES:NO-SCHOOL"),
        event("SUMMARY:Concert", "DTSTART;VALUE=DATE:20261118", "CATEGORIES:INFO"),
    )
    response = upload(cast, file)
    seen = text(response)
    for words in ("The file closes 3 days", "New in the calendar: 3", "Concert", "Passed over"):
        assert words in seen
    assert not CalendarDay.objects.exists()
    cast.client(cast.tom).post("/calendar/import/", {"days": response.context["days"]})
    assert CalendarDay.objects.filter(school=None, is_open=False, label="Recess").count() == 3


def test_where_the_file_does_not_say_it_one_chooses_and_then_sees_what_would_change(cast: Cast):
    file = ics(
        event("SUMMARY:No school", "DTSTART;VALUE=DATE:20261125"),
        event("SUMMARY:Staff day, all buildings", "DTSTART;VALUE=DATE:20261126"),
    )
    response = upload(cast, file)
    events = response.context["events"]
    assert [(label, likely) for _value, _when, label, likely in events] == [
        ("No school", True), ("Staff day, all buildings", False),
    ]  # fmt: skip
    chosen = cast.client(cast.tom).post("/calendar/import/", {"chosen": "1", "take": [value for value, *_ in events]})
    assert "The file closes 2 days" in text(chosen)
    assert not CalendarDay.objects.exists()
    cast.client(cast.tom).post("/calendar/import/", {"days": chosen.context["days"]})
    assert list(CalendarDay.objects.values_list("label", flat=True)) == ["No school", "Staff day, all buildings"]
    assert "The file closes no day" in text(cast.client(cast.tom).post("/calendar/import/", {"chosen": "1"}))


def test_what_would_change_is_shown_and_days_the_file_lacks_are_taken_off_if_wanted(cast: Cast):
    typed = {"district": cast.lakeside, "by": cast.tom, "at": AT}
    services.close_day(on=date(2026, 11, 23), label="Old", **typed)
    services.close_day(on=date(2026, 11, 25), label="Recess", **typed)
    services.close_day(on=date(2026, 11, 26), label="Recess", **typed)
    response = upload(cast, "date,label\n2026-11-20,Fair\n2026-11-25,Recess\n2026-11-26,Thanksgiving\n", "days.csv")
    changes = response.context["changes"]
    assert changes.added == [("Friday, November 20, 2026", "No school: Fair")]
    assert changes.changed == [("Thursday, November 26, 2026", "No school: Thanksgiving. Until now no school: recess")]
    assert changes.same == 1
    assert changes.missing == [("Monday, November 23, 2026", "No school: Old")]
    send = {"days": response.context["days"]}
    client = cast.client(cast.tom)
    client.post("/calendar/import/", send)
    assert CalendarDay.objects.filter(label="Old").exists()
    assert "1 day taken off" in text(client.post("/calendar/import/", {**send, "replace": "on"}, follow=True))
    assert not CalendarDay.objects.filter(label="Old").exists()
    assert last_event().sentence == "took 1 day off that the file does not have at Lakeside Community Schools"
    assert last_event().details == {"new": 0, "changed": 0, "removed": 1}


def test_a_problem_anywhere_stores_nothing(cast: Cast):
    file = ics(event("SUMMARY:No school", "DTSTART;VALUE=DATE:20261125"), event("SUMMARY:No school"))
    seen = text(upload(cast, file))
    assert "Nothing was stored" in seen
    assert "Line 7: This event does not say on which day it begins." in seen


def test_a_year_round_school_is_open_while_the_district_is_closed(cast: Cast):
    services.close_day(district=cast.lakeside, on=date(2027, 6, 14), until=date(2027, 8, 13), label="Summer", by=cast.tom, at=AT)
    services.open_day(
        district=cast.lakeside, school=cast.elm, on=date(2027, 7, 5), until=date(2027, 7, 30), label="Term 4", by=cast.tom, at=AT
    )
    elm, birchwood = (calendar_of(district=cast.lakeside, school_id=place.pk) for place in (cast.elm, cast.birchwood))
    assert [elm.is_open(date(2027, 7, day)) for day in (5, 9, 10, 12, 30)] == [True, True, False, True, True]
    assert not any(birchwood.is_open(date(2027, 7, day)) for day in (5, 9, 12, 30))
    assert told()[-1][2] == "opened July 5, 2027 to July 30, 2027 (Term 4) at Elm Street Elementary"


def test_a_half_year_school_is_closed_for_the_other_half(cast: Cast):
    outcome = services.close_day(
        district=cast.lakeside, school=cast.elm, on=date(2027, 1, 18), until=date(2027, 7, 31), by=cast.tom, at=AT
    )
    assert outcome.new == 195


def test_a_list_may_open_days_too(cast: Cast):
    listed = [ListedDay(2, date(2026, 9, 19), "Made up", True), ListedDay(3, date(2026, 9, 21), "Fair")]
    services.import_calendar(district=cast.lakeside, days=listed, by=cast.tom, at=AT)
    assert list(CalendarDay.objects.values_list("on", "is_open")) == [(date(2026, 9, 19), True), (date(2026, 9, 21), False)]
    assert last_event().sentence == "imported 2 days at Lakeside Community Schools"


def test_every_event_that_cannot_be_read_is_reported_however_many_there_are():
    listed = read(ics(*[event("SUMMARY:Recess")] * 300))
    assert [problem.line for problem in listed.problems] == list(range(3, 3 + 3 * 300, 3))


def test_a_file_of_which_no_line_is_text_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr(calendars, "MOST_UNREAD", 2)
    assert reasons(read("BEGIN:VCALENDAR\n" + "\x01\n" * 50)) == [
        "Line 2: This line has NUL bytes or other control characters.",
        "Line 3: This line has NUL bytes or other control characters.",
        "Line 4: This line has NUL bytes or other control characters.",
        "Line 4: More than 2 lines are no text. Is this a calendar?",
    ]
