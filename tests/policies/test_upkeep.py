"""The summer, renewal, inactivity and a minimum of posts: what a document may say of them, and how it reads."""

import pytest

from policies.document import PolicyError, parse
from policies.regulations import site_rules
from policies.selectors import preset_text
from policies.upkeep import INACTIVITY, POSTING, RENEWAL, upkeep
from policies.wording import duties

MODEL = preset_text("model")


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ('[summer]\nrule = "hand_over"\n', "summer.to", "expected the role that looks in the summer"),
        ('[summer]\nrule = "off"\nto = ["principal"]\n', "summer.to", "and none otherwise"),
        ('[summer]\nrule = "hand_over"\nto = ["janitor"]\n', "summer.to", "janitor"),
        ('[summer]\nrule = "off"\nat_least = "0 days"\n', "summer.at_least", "expected at least one day"),
        ('[inactivity]\nafter = "yearly on 08-15"\n', "inactivity.after", "expected"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(text: str, place: str, sentence: str) -> None:
    with pytest.raises(PolicyError) as refused:
        parse(MODEL + text)
    assert place in str(refused.value)
    assert sentence in str(refused.value)


def test_a_day_of_the_year_is_no_rhythm_of_a_duty() -> None:
    with pytest.raises(PolicyError, match="not 'yearly on 08-15'"):
        parse(MODEL.replace('every = "field:check_every"', 'every = "yearly on 08-15"'))


@pytest.mark.parametrize(
    ("text", "title", "meta"),
    [
        (
            'rule = "weekly"',
            "In the summer one day a week counts for the checks",
            "A break of 4 weeks or more counts as summer.",
        ),
        (
            'rule = "off"\nat_least = "30 days"',
            "In the summer no check falls due",
            "A break of 30 days or more counts as summer.",
        ),
        (
            'rule = "hand_over"\nto = ["technology_director"]',
            "In the summer the checks fall to another role, once a week",
            "It falls to: Technology director. A break of 4 weeks or more counts as summer.",
        ),
    ],
)
def test_the_page_of_a_policy_says_what_becomes_of_checks_in_the_summer(text: str, title: str, meta: str) -> None:
    line = site_rules(parse(f"{MODEL}[summer]\n{text}\n"))[-1]
    assert (line.title, line.meta) == (title, meta)


def test_nothing_is_asked_unless_the_document_has_the_table() -> None:
    assert upkeep(parse(MODEL)) == ()
    assert not any("summer" in line.title for line in site_rules(parse(MODEL)))


def test_each_table_is_a_duty_of_whoever_answers_for_the_site() -> None:
    text = '[renewal]\non = "08-15"\n[inactivity]\nafter = "6 months"\n[posting]\nminimum = 3\nper = "1 week"\n'
    policy = parse(MODEL + text)
    assert [(duty.key, duty.every, duty.who) for duty in upkeep(policy)] == [
        (RENEWAL, "yearly on 08-15", ("responsible",)),
        (INACTIVITY, "6 months", ("responsible",)),
        (POSTING, "1 week", ("responsible",)),
    ]
    assert [line.title for line in duties(policy)][-3:] == [
        "Renewal: Responsible employee", "Last post: Responsible employee", "Number of posts: Responsible employee",
    ]  # fmt: skip
    assert duties(policy)[-3].meta.startswith("Every year on August 15.")


def test_a_renewal_without_a_day_is_yearly() -> None:
    assert upkeep(parse(f"{MODEL}[renewal]\n"))[0].every == "1 year"


def test_a_renewal_is_owed_by_whom_the_policy_names_and_reminds_them_first() -> None:
    own = upkeep(parse(f"{MODEL}[renewal]\n"))[0]
    assert (own.who, [rung.to for rung in own.overdue]) == (("responsible",), [("responsible",), ("supervisor",)])
    anew = upkeep(parse(f'{MODEL}[renewal]\nwho = ["principal"]\n'))[0]
    assert (anew.who, [(rung.after, rung.to) for rung in anew.overdue]) == (
        ("principal",), [("5 school days", ("principal",)), ("10 school days", ("supervisor",))],
    )  # fmt: skip
    told = upkeep(parse(f'{MODEL}[renewal]\noverdue = [{{ after = "1 week", to = ["superintendent"] }}]\n'))[0]
    assert [rung.to for rung in told.overdue] == [("superintendent",)]
    with pytest.raises(PolicyError, match=r"renewal\.who"):
        parse(f'{MODEL}[renewal]\nwho = ["nobody_at_all"]\n')
