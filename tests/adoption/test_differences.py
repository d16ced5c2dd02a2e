"""What differs between two policies, in words."""

from typing import Any

import pytest

from adoption.differences import Difference, count, differences
from policies.document import Policy, parse
from policies.selectors import preset, preset_text, presets
from tests.policies.making import document

MODEL = preset_text("model")


def changed(old: str, new: str) -> list[tuple[str, str, str, str, str]]:
    """The model policy with one text in the place of another: heading, block, what, before, after."""
    assert old in MODEL
    found = differences(preset("model"), parse(MODEL.replace(old, new)))
    return [
        (section.heading, row.what, detail.what, detail.before, detail.after)
        for section in found
        for row in section.rows
        for detail in row.details
    ]


@pytest.mark.parametrize("key", presets())
def test_a_policy_does_not_differ_from_itself(key: str) -> None:
    assert differences(preset(key), parse(preset_text(key))) == []


def test_every_two_policies_that_come_along_can_be_compared() -> None:
    for old in presets():
        for new in presets():
            sections = differences(preset(old), preset(new))
            assert bool(sections) == (old != new)
            assert count(sections) == sum(len(section.rows) for section in sections)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'default = "1 week"',
            'default = "2 weeks"',
            ("Questions", "How often are comments checked?", "Default", "1 week", "2 weeks"),
        ),
        (
            'status = "prohibited"',
            'status = "allowed"',
            ("Platforms", "TikTok", "Status", "prohibited", "allowed"),
        ),
        (
            'escalate_to = ["technology_director"]',
            'escalate_to = ["superintendent"]',
            ("The route", "Principal's approval", "Who hears of it", "Technology director", "Superintendent"),
        ),
        (
            'after = ["technology_director"]',
            'after = ["principal"]',
            ("The route", "Web address", "After", "Technology director's approval", "Principal's approval"),
        ),
        (
            'every = "field:check_every"',
            'every = "1 week"',
            ("Duties", "Comment check", "How often", "as answered under “How often are comments checked?”", "1 week"),
        ),
        (
            'label = "Facebook"\nhosts = ["facebook.com", "fb.com", "fb.me"]',
            'label = "Facebook"\nhosts = ["facebook.com"]',
            ("Platforms", "Facebook", "Hosts", "facebook.com, fb.com, fb.me", "facebook.com"),
        ),
        (
            'visibility = { allowed = ["private", "public"], default = "private" }',
            'visibility = { allowed = ["private", "public", "secret"], default = "private" }',
            ("What holds for every site", "", "Allowed", "private, public", "private, public, secret"),
        ),
        ("supervisor_access = true", "", ("What holds for every site", "", "Supervisor access", "yes", "no")),
        (
            'series = "Communication"\n',
            "",
            ("What it is called, and to whom it applies", "", "Series", "Communication", "nothing"),
        ),
        (
            'text = "The page stays separate from my personal accounts."',
            'text = "Two accounts."',
            (
                "Statements to accept", "The page stays separate from my personal accounts.", "Text",
                "The page stays separate from my personal accounts.", "Two accounts.",
            ),
        ),
        ('principal = "principal"', 'principal = "head"', ("Words", "", "Principal", "principal", "head")),
    ],
)  # fmt: skip
def test_one_change_is_one_line(old: str, new: str, said: tuple[str, ...]) -> None:
    found = changed(old, new)
    if said[0] == "Statements to accept":
        found = [(*row[:1], said[1], *row[2:]) for row in found]
    assert found == [said]


def made(**blocks: Any) -> Policy:
    return document(**blocks)


ROLE = {"key": "principal", "scope": "school", "label": "Principal"}


def step(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "approve", "who": ["principal"], **more}


def test_what_is_new_and_what_is_gone_is_said_in_full() -> None:
    (section,) = differences(
        made(role=[ROLE], step=[step("first")]), made(role=[ROLE], step=[step("second", label="Another look")])
    )
    assert section.rows == (
        Difference("Another look: Principal decides", "new"),
        Difference("First: Principal decides", "gone"),
    )


def test_another_order_is_said() -> None:
    (section,) = differences(
        made(role=[ROLE], step=[step("one"), step("two")]), made(role=[ROLE], step=[step("two"), step("one")])
    )
    (row,) = section.rows
    assert [(detail.what, detail.before, detail.after) for detail in row.details] == [("Order", "One and Two", "Two and One")]


def test_a_condition_is_said_as_a_sentence() -> None:
    field = [{"key": "uses_logo", "type": "bool", "label": "Will a logo be used?"}]
    conditional = step("one", when={"field": "uses_logo", "is": True})
    (section,) = differences(
        made(role=[ROLE], field=field, step=[step("one")]), made(role=[ROLE], field=field, step=[conditional])
    )
    (detail,) = section.rows[0].details
    assert (detail.what, detail.before, detail.after) == ("Only when", "nothing", "“Will a logo be used?” is yes")


def test_a_ladder_is_said_rung_by_rung() -> None:
    old = '  { after = "3 school days", to = ["principal"] },\n'
    ((_section, _row, what, before, after),) = changed(old, "")
    assert what == "When it is late"
    assert "after 3 school days, to Principal" in before
    assert "Principal" not in after
