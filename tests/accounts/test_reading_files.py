"""Reading CSV files: every bad line is named with its reason, and nothing is ever an exception."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.imports import read_calendar, read_people, read_schools
from accounts.imports import sheet as sheets
from accounts.rows import ListedDay, PersonRow, SchoolRow

SCHOOLS = "ncessch,leaid,school_name,lea_name,city,state,lowest_grade,highest_grade\n"
PEOPLE = "name,email,title,kind,place,supervisor_email,role,ends_on\n"


def schools(body: str | bytes):
    return read_schools(stream(SCHOOLS, body))


def people(body: str | bytes, header: str = PEOPLE):
    return read_people(stream(header, body))


def stream(header: str, body: str | bytes) -> io.BytesIO:
    return io.BytesIO(header.encode() + (body.encode() if isinstance(body, str) else body))


def said(result) -> list[str]:
    _, problems = result
    return [str(problem) for problem in problems]


def test_ids_stay_text_and_keep_their_zeros():
    rows, problems = schools("010000500870,0100005,Albany Middle School,Albany City,Albany,AL,7,8\n")
    assert problems == []
    assert rows == [SchoolRow(2, "010000500870", "0100005", "Albany Middle School", "Albany", "AL", "7", "8")]


def test_several_schools_may_have_one_name():
    rows, problems = schools("010000500870,0100005,Oak / Elm & Co's #2,x,,,,\n010000500871,0100005,Oak / Elm & Co's #2,x,,,,\n")
    assert problems == []
    assert [row.name for row in rows] == ["Oak / Elm & Co's #2"] * 2


def test_a_byte_order_mark_spaces_and_empty_lines_are_forgiven():
    header = "\ufeff" + SCHOOLS.replace("ncessch", " NCESSCH ").replace("school_name", "School Name")
    rows, problems = read_schools(stream(header, "\r\n ,,,,,,,\r\n010000500870,0100005,  West   High ,x,,,,\r\n"))
    assert problems == []
    assert [(row.line, row.name) for row in rows] == [(4, "West High")]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "10000500870,0100005,West,x,,,,",
            "ncessch is “10000500870”; it has 12 digits, and a spreadsheet may drop the zeros in front.",
        ),
        (
            "1.00005E+11,0100005,West,x,,,,",
            "ncessch is “1.00005E+11”; it has 12 digits, and a spreadsheet may drop the zeros in front.",
        ),
        ("010000500870,100005,West,x,,,,", "leaid is “100005”; it has 7 digits, and a spreadsheet may drop the zeros in front."),
        (
            "٠١٠٠٠٠٥٠٠٨٧٠,0100005,West,x,,,,",
            "ncessch is “٠١٠٠٠٠٥٠٠٨٧٠”; it has 12 digits, and a spreadsheet may drop the zeros in front.",
        ),
        ("010000500870,0100005,,x,,,,", "school_name is empty."),
        (f"010000500870,0100005,{'x' * 201},x,,,,", "school_name has 201 characters; at most 200 fit."),
        ("010000500870,0100005,West,x,,Iowa,,", "state has 4 characters; at most 2 fit."),
        ("010000500870,0100005,West", "This line has 3 cells; the first line has 8."),
        ('010000500870,0100005,"West,x,,,,', "A quote is opened here and never closed."),
        ('010000500870,0100005,"We"st,x,,,,', "After a closing quote comes a comma or the end of the line."),
    ],
)
def test_a_bad_line_is_named_with_its_reason(line, sentence):
    assert said(schools(f"010000500869,0100005,Good,x,,,,\n{line}\n")) == [f"Line 3: {sentence}"]


def test_bytes_that_are_not_text_are_named_and_the_count_goes_on():
    body = b"010000500869,0100005,Caf\xe9,x,,,,\n010000500870,0100005,\x00,x,,,,\n0100,0100005,West,x,,,,\n"
    assert said(schools(body)) == [
        "Line 2: Byte 25 of this line is not UTF-8. Save the file as CSV in UTF-8.",
        "Line 3: This line has NUL bytes or other control characters. Save the file as CSV in UTF-8.",
        "Line 4: ncessch is “0100”; it has 12 digits, and a spreadsheet may drop the zeros in front.",
    ]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty. Its first line names the columns."),
        ("ncessch".encode("utf-16"), "Line 1: The file is in UTF-16. Save it as CSV in UTF-8."),
        (b"ncessch,name\n", "Line 1: Missing: the column leaid, school_name. The file has ncessch, name."),
        (b"ncessch,leaid,school_name,leaid\n", "Line 1: The column leaid is there twice."),
        (b"x" * 70_000, "Line 1: This line is longer than 64 kB. Is this a CSV file?"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw, sentence):
    assert said(read_schools(io.BytesIO(raw))) == [sentence]


def test_an_id_that_comes_twice_is_named_with_both_lines():
    body = "010000500870,0100005,East,x,,,,\n010000500870,0100005,West,x,,,,\n"
    assert said(schools(body)) == ["Line 3: ncessch 010000500870 is in line 2 already."]


def test_size_and_rows_are_limited(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    body = "010000500870,0100005,East,x,,,,\n010000500871,0100005,West,x,,,,\n"
    assert said(schools(body)) == ["Line 3: A file may have 1 rows. Split it."]
    monkeypatch.setattr(sheets, "LARGEST", 100)
    assert said(schools(body)) == ["Line 2: A file may have 0 MB. Split it."]


def test_every_bad_row_is_reported_however_many_there_are():
    bad = "".join(f"{n},0100005,School {n},x,,,,\n" for n in range(300))
    assert [problem.line for problem in schools(bad)[1]] == list(range(2, 302))
    listed = "".join(f"Bo Li,bo{n} at lakeside,,,,,,\n" for n in range(300))
    assert [problem.line for problem in people(listed)[1]] == list(range(2, 302))
    assert [problem.line for problem in read_calendar(stream("date,label\n", "soon,x\n" * 300))[1]] == list(range(2, 302))


@pytest.mark.parametrize("line", [b"\x00\n", b"\xe9\n", b'"a"b\n'])
def test_lines_that_no_row_comes_of_count_as_rows_so_that_problems_are_no_more_than_these(monkeypatch, line):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    problems = schools(line * 50)[1]
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6]
    assert problems[-1].reason == "A file may have 3 rows. Split it."


def test_progress_is_told_as_it_goes(monkeypatch):
    monkeypatch.setattr(sheets, "EVERY", 2)
    seen: list[int] = []
    body = "".join(f"01000050087{n},0100005,School {n},x,,,,\n" for n in range(5))
    read_schools(stream(SCHOOLS, body), progress=seen.append)
    assert seen == [2, 4]


# people


def test_a_staff_list_says_what_it_says_and_no_more():
    rows, problems = people(
        "Rosa Tanaka,ROSA@lakeside.example,coach,Volunteer,Elm,sam@lakeside.example,Principal,2027-06-11\n"
        "Bo Li,bo@lakeside.example,,,,,,\n"
    )
    assert problems == []
    assert rows == [
        PersonRow(
            2,
            "Rosa Tanaka",
            "rosa@lakeside.example",
            "coach",
            "volunteer",
            "Elm",
            "sam@lakeside.example",
            "Principal",
            date(2027, 6, 11),
        ),
        PersonRow(3, "Bo Li", "bo@lakeside.example"),
    ]


def test_name_and_email_are_enough():
    assert people("Bo Li,bo@lakeside.example\n", "name,email\n") == ([PersonRow(2, "Bo Li", "bo@lakeside.example")], [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",bo@lakeside.example,,,,,,", "name is empty."),
        ("Bo Li,,,,,,,", "email is empty."),
        ("Bo Li,bo at lakeside,,,,,,", "email is “bo at lakeside”; it must look like name@district.org."),
        (
            'Bo Li,"bo@lakeside.example,al@lakeside.example",,,,,,',
            "email is “bo@lakeside.example,al@lakeside.example”; it must look like name@district.org.",
        ),
        (
            'Bo Li,"bo@lakeside.example\nBcc: al@lakeside.example",,,,,,',
            "email is “bo@lakeside.example bcc: al@lakeside.example”; it must look like name@district.org.",
        ),
        ("Bo Li,bo@lakeside.example,,boss,,,,", "kind is “boss”; it is employee or volunteer."),
        ("Bo Li,bo@lakeside.example,,,,,,soon", "ends_on is “soon”; write the day as 2026-11-25."),
        ("Bo Li,bo@lakeside.example,,,,,,0026-11-25", "ends_on is “0026-11-25”; write the day as 2026-11-25."),
        (f"Bo Li,bo@lakeside.example,{'x' * 121},,,,,", "title has 121 characters; at most 120 fit."),
    ],
)
def test_a_bad_person_is_named_with_the_reason(line, sentence):
    assert said(people(f"{line}\n")) == [f"Line 2: {sentence}"]


def test_an_address_that_comes_twice_in_any_case_is_named_with_both_lines():
    body = "Bo Li,bo@lakeside.example,,,,,,\nAl Li,BO@lakeside.example,,,,,,\n"
    assert said(people(body)) == ["Line 3: email bo@lakeside.example is in line 2 already."]


def test_columns_that_are_not_ours_are_refused():
    assert said(people("Bo,bo@x.org,secret,yes\n", "name,email,password,is_superuser\n")) == [
        "Line 1: Not read here, take it out: the column password, is_superuser."
    ]


# closed days


def days(text: str):
    return read_calendar(io.BytesIO(text.encode()))


def test_a_list_of_dates_closes_each():
    assert days("date,label\n2026-11-26,Thanksgiving\n11/27/2026,\n") == (
        [ListedDay(2, date(2026, 11, 26), "Thanksgiving"), ListedDay(3, date(2026, 11, 27))],
        [],
    )


def test_a_span_closes_every_day_and_events_with_school_are_passed_over():
    rows, problems = days(
        "start,end,title,no_school\n"
        "2026-11-25,2026-11-27,Recess,true\n"
        "2026-11-24,2026-11-24,Early dismissal,false\n"
        "2026-11-27,2026-11-27,Election,TRUE\n"
    )
    assert problems == []
    assert [(row.on.day, row.label) for row in rows] == [(25, "Recess"), (26, "Recess"), (27, "Recess; Election")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("day,why\n2026-11-26,x\n", "Line 1: The first line must be date,label or start,end,title,no_school."),
        ("day,why\n", "Line 1: The first line must be date,label or start,end,title,no_school."),
        ("date,label\n26.11.2026,x\n", "Line 2: date is “26.11.2026”; write the day as 2026-11-25."),
        ("date,label\n2026-02-29,x\n", "Line 2: date is “2026-02-29”; write the day as 2026-11-25."),
        ("date,label\n,x\n", "Line 2: date is “”; write the day as 2026-11-25."),
        ("start,end,title,no_school\n2026-11-26,2026-11-25,x,true\n", "Line 2: end 2026-11-25 lies before start 2026-11-26."),
        (
            "start,end,title,no_school\n2026-11-26,2027-11-25,x,true\n",
            "Line 2: From 2026-11-26 to 2027-11-25 are more than 200 days. Is the year right?",
        ),
        ("start,end,title,no_school\n2026-11-26,2026-11-26,x,perhaps\n", "Line 2: no_school is “perhaps”; it is true or false."),
    ],
)
def test_a_bad_calendar_line_is_named_with_the_reason(text, sentence):
    assert said(days(text)) == [sentence]


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", SCHOOLS.encode(), PEOPLE.encode(), b"date,label\n", b"start,end,title,no_school\n"]),
)
def test_no_bytes_whatsoever_are_an_exception(raw, header):
    for read in (read_schools, read_people, read_calendar):
        _, problems = read(io.BytesIO(header + raw))
        assert all(problem.reason for problem in problems)
