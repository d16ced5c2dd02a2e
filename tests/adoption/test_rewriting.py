"""Plain changes are written back into the text, and nothing else in it moves."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils.http import urlencode

from adoption.forms import PlainForm
from adoption.models import Draft
from adoption.rewriting import Change, NotChangeable, rewrite, values
from adoption.services import begin_draft
from policies.document import parse
from policies.selectors import preset_text, presets
from tests.cast import AT, Cast

from .pages import words

FURTHER = Path(__file__).parents[1] / "policies" / "further"
TEXT = """\
# Our policy. Written in summer.
schema = 1   # do not touch

[policy]
key = "ours"
title = "Ours"
date = [{ kind = "adopted", on = 2026-06-15 }, { kind = "reviewed" }]  # the board

[terms]
school = "building"   # as the text says

[[statement]]
key = "separate"
# two accounts
text = "I keep them apart."
[[duty]]
key = "look"
who = ["responsible"]
every = "1 week"      # local
"""


def changed_lines(before: str, after: str) -> list[str]:
    """The lines of a text that another one does not have."""
    return [line for line in after.splitlines() if line not in before.splitlines()]


@pytest.mark.parametrize("key", presets())
def test_without_a_change_it_is_the_same_text(key: str) -> None:
    assert rewrite(preset_text(key), []) == preset_text(key)
    assert values(preset_text(key)) == tomllib.loads(preset_text(key))


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (("terms", "school"), "campus", 'school = "campus"   # as the text says'),
        (("duty", 0, "every"), "2 weeks", 'every = "2 weeks"      # local'),
        (("statement", 0, "text"), 'Two "accounts".', 'text = "Two \\"accounts\\"."'),
        (("policy", "title"), "Théirs", 'title = "Théirs"'),
    ],
)
def test_one_value_is_one_line_and_its_comment_stays(place: tuple[Any, ...], value: str, line: str) -> None:
    after = rewrite(TEXT, [Change(place, value)])
    assert changed_lines(TEXT, after) == [line]
    assert len(after.splitlines()) == len(TEXT.splitlines())


def test_a_date_is_set_where_there_was_none_and_taken_away() -> None:
    after = rewrite(TEXT, [Change(("policy", "date", 1, "on"), date(2026, 9, 1)), Change(("policy", "date", 0, "on"), None)])
    assert tomllib.loads(after)["policy"]["date"] == [{"kind": "adopted"}, {"kind": "reviewed", "on": date(2026, 9, 1)}]
    (line,) = changed_lines(TEXT, after)
    assert line.endswith("# the board")


def test_a_value_that_is_taken_away_takes_its_line_along() -> None:
    after = rewrite(TEXT, [Change(("duty", 0, "every"), None)])
    assert after == TEXT.replace('every = "1 week"      # local\n', "")


def test_a_text_of_several_lines_reads_back_as_it_was() -> None:
    after = rewrite(TEXT, [Change(("statement", 0, "text"), "One.\nTwo.")])
    assert tomllib.loads(after)["statement"][0]["text"] == "One.\nTwo."
    assert "# two accounts" in after


@pytest.mark.parametrize("text", ["[broken", "a = 1\na = 2\n", "x = {" * 50])
def test_what_does_not_read_is_not_changed(text: str) -> None:
    with pytest.raises(NotChangeable):
        rewrite(text, [Change(("a",), "b")])
    with pytest.raises(NotChangeable):
        values(text)


def test_a_place_that_is_not_there_is_said() -> None:
    with pytest.raises(NotChangeable):
        rewrite(TEXT, [Change(("statement", 7, "text"), "b")])


# the form ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def _today() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def tom(cast: Cast, _today: None) -> Client:
    return cast.client(cast.tom)


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return begin_draft(district=cast.lakeside, text=preset_text("model"), begun_from="a preset", by=cast.tom, at=AT)


def filled(client: Client, draft: Draft) -> dict[str, Any]:
    """The form as it stands, ready to be sent."""
    form = client.get(f"/policy/drafts/{draft.pk}/plain/").context["form"]
    begun = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in begun.items()}


def test_the_form_as_it_stands_changes_nothing(tom: Client, draft: Draft) -> None:
    answer = tom.post(f"/policy/drafts/{draft.pk}/plain/", filled(tom, draft))
    assert answer.status_code == 302
    assert Draft.objects.get().text == preset_text("model")


def test_what_is_changed_plainly_stands_in_the_document(tom: Client, draft: Draft) -> None:
    new = {
        "terms-school": "campus",
        "policy-date-0-on": "2026-08-17",
        "statement-0-text": "I keep them apart.",
        "platform-6-status": "allowed",
        "platform-6-explain": "",
        "step-0-remind_after": "2 school days",
        "step-2-expires_after": "",
        "duty-0-overdue-1-after": "4 school days",
    }
    before = Draft.objects.get().text
    answer = tom.post(f"/policy/drafts/{draft.pk}/plain/", {**filled(tom, draft), **new})
    assert answer.status_code == 302
    after = Draft.objects.get().text
    policy = parse(after)
    assert policy.terms["school"] == "campus"
    assert policy.policy.dates[0].on == date(2026, 8, 17)
    assert policy.statements[0].text == "I keep them apart."
    assert (policy.platforms[6].key, policy.platforms[6].status, policy.platforms[6].explain) == ("tiktok", "allowed", "")
    assert (policy.steps[0].remind_after, policy.steps[2].expires_after) == ("2 school days", None)
    assert policy.duties[0].overdue[1].after == "4 school days"
    assert len(changed_lines(before, after)) == 6
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("step-0-remind_after", "soon", "Write a length of time, such as 3 school days"),
        ("step-0-remind_after", "0 days", "Write at least one day."),
        ("policy-date-0-on", "soon", "Write the day as 2026-11-25."),
        ("terms-school", "", "This field is required."),
        ("field-13-choices", "1 week\nnow and then", "Write a length of time"),
        ("field-13-choices", "2 weeks", "expected one of the choices"),
    ],
)
def test_what_does_not_fit_is_said_in_the_form_and_kept_there(
    tom: Client, draft: Draft, name: str, value: str, sentence: str
) -> None:
    begun = filled(tom, draft)
    assert name in begun
    page = tom.post(f"/policy/drafts/{draft.pk}/plain/", {**begun, name: value})
    assert (page.status_code, sentence in words(page)) == (422, True)
    assert page.context["form"][name].value() == value
    assert Draft.objects.get().text == preset_text("model")


def test_a_form_that_was_read_before_somebody_else_saved_is_refused(tom: Client, draft: Draft) -> None:
    begun = filled(tom, draft)
    tom.post(f"/policy/drafts/{draft.pk}/", {"text": preset_text("model") + "\n", "edition": 1, "deed": "save"})
    page = tom.post(f"/policy/drafts/{draft.pk}/plain/", {**begun, "terms-school": "campus"})
    assert (page.status_code, "saved this draft while you were writing" in words(page)) == (422, True)


def test_a_draft_that_is_not_whole_is_mended_first(tom: Client, draft: Draft) -> None:
    Draft.objects.update(text="schema = 1")
    assert "Plain changes can be made once it is whole." in words(tom.get(f"/policy/drafts/{draft.pk}/plain/"))


NEWER = """\
schema = 1
intake = { mode = "notify" }   # nobody approves
terms = {}

[policy]
key = "ours"
title = "Ours"
note = '''
Read it.
'''

[summer]   # the board wants it so
rule = "weekly"
at_least = "5 weeks"

[renewal]
on = "08-15"   # before school
overdue = [{ after = "5 school days", to = ["responsible"] }]

[inactivity]
after = "6 months"  # as the board said

[posting]
minimum = 1
per = "1 month"

[unofficial]
search_every = "1 month"

[leaving]
escalate_after = "2 school days"

[[training]]
key = "basics"
valid_for = "2 years"

[[directive]]
key = "remove_post"
issued_by = ["supervisor"]
grounds = ["law"]
due = "1 school day"

[[disclosure]]
key = "contact"
title = "Contact"
from = ["employee"]
to = ["supervisor"]
within = "1 school day"   # the text says so
nudge = "next school day"

[[complaint]]
to = ["supervisor"]
categories = ["photo"]
acknowledge_within = "3 school days"
due = [{ category = "photo", within = "2 school days" }]

[[step]]
key = "go"
kind = "acknowledge"
who = ["supervisor"]
expires_after = "3 weeks"
remind_before = "2 school days"

[[duty]]
key = "look"
who = ["responsible"]
every = "1 week"
remind_before = "1 school day"

[records]
retention = [{ kind = "complaints", keep = "7 years" }]

[site.visibility]
allowed = ["public"]
"""
PLAINLY = {
    "policy-title": ("Ours too", "title", "Ours too"),
    "policy-code": ("JK-1", "code", "JK-1"),
    "policy-note": ("Read it\r\ntwice.", "note", "Read it\ntwice."),
    "summer-rule": ("off", "rule", "off"),
    "summer-at_least": ("6 weeks", "at_least", "6 weeks"),
    "renewal-on": ("09-01", "on", "09-01"),
    "renewal-overdue-0-after": ("2 weeks", "after", "2 weeks"),
    "inactivity-after": ("1 year", "after", "1 year"),
    "posting-minimum": ("3", "minimum", 3),
    "posting-per": ("1 week", "per", "1 week"),
    "unofficial-search_every": ("2 months", "search_every", "2 months"),
    "leaving-escalate_after": ("", "escalate_after", None),
    "training-0-valid_for": ("1 year", "valid_for", "1 year"),
    "directive-0-due": ("2 school days", "due", "2 school days"),
    "disclosure-0-within": ("2 school days", "within", "2 school days"),
    "disclosure-0-nudge": ("1 week", "nudge", "1 week"),
    "complaint-0-acknowledge_within": ("1 week", "acknowledge_within", "1 week"),
    "complaint-0-due-0-within": ("1 week", "within", "1 week"),
    "step-0-expires_after": ("4 weeks", "expires_after", "4 weeks"),
    "step-0-remind_before": ("1 week", "remind_before", "1 week"),
    "duty-0-remind_before": ("2 school days", "remind_before", "2 school days"),
    "records-retention-0-keep": ("8 years", "keep", "8 years"),
    "intake-existing_pages_within": ("90 days", "existing_pages_within", "90 days"),
    "site-minimum_admins": ("2", "minimum_admins", 2),
}
EVERY_TEXT = {key: preset_text(key) for key in presets()} | {path.stem: path.read_text() for path in FURTHER.glob("*.toml")}


def asked(text: str, **new: str) -> PlainForm:
    """The form of a text, sent with some answers changed."""
    form = PlainForm(raw=values(text), policy=parse(text), edition=1)
    sent = {name: form[name].value() for name in form.fields} | new
    kept = {name: value for name, value in sent.items() if value is not None}
    return PlainForm(QueryDict(urlencode(kept)), raw=values(text), policy=parse(text), edition=1)


@pytest.mark.parametrize("text", [*EVERY_TEXT.values(), NEWER], ids=[*EVERY_TEXT, "newer"])
def test_the_form_of_any_document_sent_as_it_stands_changes_nothing(text: str) -> None:
    form = asked(text)
    assert form.errors == {}
    assert form.changes() == []
    more = asked(text, **{"intake-existing_pages_within": "90 days", "site-minimum_admins": "3", "policy-summary": "Short."})
    assert more.errors == {}
    policy = parse(rewrite(text, more.changes()))
    assert (policy.intake.existing_pages_within, policy.site.minimum_admins, policy.policy.summary) == ("90 days", 3, "Short.")


def test_every_term_of_the_newer_tables_is_asked_plainly_and_comments_stay() -> None:
    assert set(asked(NEWER).places) >= {*PLAINLY}
    for name, (typed, key, value) in PLAINLY.items():
        form = asked(NEWER, **{name: typed})
        assert form.errors == {}, name
        after = rewrite(NEWER, form.changes())
        place = form.places[name]
        table: Any = tomllib.loads(after)
        for part in place[:-1]:
            table = table[part]
        assert table.get(key) == value, name
        assert all(line.partition("#")[2] in after for line in NEWER.splitlines())
        assert after.count("#") == NEWER.count("#")


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("renewal-on", "Aug", "Write the day as 08-15."),
        ("renewal-on", "02-30", "Write the day as 08-15."),
        ("inactivity-after", "", "This field is required."),
        ("posting-minimum", "-1", "Ensure this value is greater than or equal to 0."),
        ("posting-per", "0 days", "Write at least one day."),
    ],
)
def test_a_term_that_cannot_be_is_said(name: str, typed: str, sentence: str) -> None:
    assert asked(NEWER, **{name: typed}).errors == {name: [sentence]}
