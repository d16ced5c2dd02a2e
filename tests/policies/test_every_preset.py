"""What holds for every policy that comes with the product, on each of its platforms and for each of its kinds of page."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from policies import clauses, wording
from policies.document import Policy, in_words, parse
from policies.document.blocks import block
from policies.routing import NOTHING, opens, plan, route_text, verdict
from policies.selectors import preset, preset_text, presets

KEYS = presets()
PUBLIC = sorted(set(KEYS) - {"model"})


def chosen(policy: Policy) -> Iterator[dict[str, Any]]:
    """Answers for every kind of page on every platform, and yes and no to every question that is answered so."""
    yes_or_no = [field.key for field in policy.fields_at("request") if field.type == "bool"]
    entities, platforms = [row.key for row in policy.entities], [row.key for row in policy.platforms]
    for entity, platform in product(entities, platforms):
        for container in policy.platform(platform).containers or ("",):
            for answer in (True, False):
                given = dict.fromkeys(yes_or_no, answer)
                yield {"entity": entity, "platform": platform, "container": container, **given}


@pytest.mark.parametrize("key", KEYS)
def test_every_answer_leads_to_an_end(key: str) -> None:
    policy = preset(key)
    for answers in chosen(policy):
        if ended := verdict(policy, answers):
            assert ended.explain, answers
            continue
        states = {each.spec.key: "waiting" if each.needed else "skipped" for each in plan(policy, answers)}
        while found := opens(policy, states):
            states.update(dict.fromkeys(found, "done"))
        assert set(states.values()) <= {"done", "skipped"}, answers
        assert route_text(policy, answers) != NOTHING or policy.intake.mode == "none"


@pytest.mark.parametrize("key", KEYS)
def test_the_same_text_is_the_same_document(key: str) -> None:
    assert parse(preset_text(key)) == preset(key)


@pytest.mark.parametrize("key", PUBLIC)
def test_every_passage_is_read_on_the_page_with_its_strength_and_what_carries_it_out(key: str) -> None:
    policy = preset(key)
    lines = clauses.passages(policy)
    assert [line.title.partition(". ")[0] for line in lines] == [str(at + 1) for at in range(len(policy.passages))]
    assert [line.level for line in lines] == [clauses.STRENGTHS[row.level] for row in policy.passages]
    assert all(line.meta.startswith(("Here: ", "It is said here")) for line in lines)


@pytest.mark.parametrize("key", PUBLIC)
def test_a_block_of_a_public_policy_is_no_stronger_than_the_passage_it_carries_out(key: str) -> None:
    """What the text only recommends does not stop anybody."""
    policy = preset(key)
    recommended = [path for row in policy.passages if row.level == "should" for path in row.blocks if path.startswith("field.")]
    demanded = {path for row in policy.passages if row.level in ("must", "says") for path in row.blocks}
    fields = {path: block(policy, path) for path in recommended if path not in demanded}
    assert {path for path, field in fields.items() if field.required and field.level == "must"} <= {
        "field.visibility",  # always has an answer, the recommended one where no other is chosen
        "field.review_every",  # without a rhythm and a receiver the supervisor is not done: policies are silent on how
        "field.complaints_to",
    }


@pytest.mark.parametrize("key", KEYS)
def test_the_districts_own_words_are_on_the_page_of_its_policy(key: str) -> None:
    policy = preset(key)
    said = "\n".join(line.title for line in clauses.words(policy))
    own = [word for key, word in policy.terms.items() if word.casefold() != in_words(key).casefold()]
    assert [word for word in own if word not in said] == []
    assert [row.term for row in policy.definitions if f"{row.term}: " not in said] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_line_of_every_section_has_its_words(key: str) -> None:
    policy = preset(key)
    found = clauses.sections(policy)
    assert all(lines for _, lines in found)
    assert all(line.title for _, lines in found for line in lines)
    assert all(words for _, words in wording.facts(policy))
