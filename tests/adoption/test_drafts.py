"""Drafts: begun, saved as they are typed, checked with an example for everything, put away."""

import tomllib
from datetime import date

import pytest

from accounts.models import Person
from accounts.rules import Refused
from accounts.wording import full_day
from adoption.models import Draft
from adoption.selectors import IN_FORCE, check, drafts_of, example_for, examples, offered, source_of
from adoption.services import begin_draft, discard_draft, save_draft
from policies.document import Policy
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import load_policy
from records.events import OPERATOR
from records.models import Event
from tests.cast import AT, TODAY, Cast
from tests.policies.test_reference import keys

pytestmark = pytest.mark.django_db
MODEL = preset_text("model")


def begun(cast: Cast, text: str = MODEL, by: Person | None = None) -> Draft:
    """A draft of Lakeside's, begun by Tom as the model policy."""
    who = by or cast.tom
    assert who.district is not None
    return begin_draft(district=who.district, text=text, begun_from="the model policy", by=who, at=AT)


def test_a_draft_is_no_version_and_leaves_no_trail(cast: Cast) -> None:
    before = Event.objects.count(), PolicyVersion.objects.count()
    draft = begun(cast)
    assert (draft.title, draft.edition, draft.begun_by) == ("Social Media Pages of Schools and Offices", 1, "Tom Adeyemi")
    save_draft(draft=draft, text="schema = 2", edition=1, by=cast.tom, at=AT)
    discard_draft(draft=draft, by=cast.tom, at=AT)
    assert (Event.objects.count(), PolicyVersion.objects.count()) == before


def test_only_whoever_edits_policies_drafts_them_and_only_their_own_districts(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a role that edits policies"):
        begun(cast, by=cast.pat)
    draft = begun(cast)
    with pytest.raises(Refused, match="belongs to another district"):
        save_draft(draft=draft, text="", edition=1, by=cast.hugo, at=AT)
    with pytest.raises(Refused, match="Only a role that edits policies"):
        discard_draft(draft=draft, by=cast.maya, at=AT)


def test_what_is_wrong_is_saved_as_it_was_typed(cast: Cast) -> None:
    draft = save_draft(draft=begun(cast), text='[policy\ntitle = "', edition=1, by=cast.tom, at=AT)
    assert (Draft.objects.get().text, draft.edition, draft.title) == (
        '[policy\ntitle = "', 2, "Social Media Pages of Schools and Offices",
    )  # fmt: skip


def test_nobody_overwrites_what_somebody_else_saved_meanwhile(cast: Cast) -> None:
    draft = begun(cast)
    save_draft(draft=draft, text="schema = 1", edition=1, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="Tom Adeyemi saved this draft while you were writing"):
        save_draft(draft=draft, text="schema = 2", edition=1, by=cast.tom, at=AT)
    assert Draft.objects.get().text == "schema = 1"


def test_what_was_discarded_is_not_worked_on_any_more(cast: Cast) -> None:
    draft = discard_draft(draft=begun(cast), by=cast.tom, at=AT)
    for deed in (lambda: save_draft(draft=draft, text="", edition=1, by=cast.tom, at=AT),
                 lambda: discard_draft(draft=draft, by=cast.tom, at=AT)):  # fmt: skip
        with pytest.raises(Refused, match="This draft was discarded"):
            deed()
    assert list(drafts_of(cast.standing(cast.tom))) == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_can_be_chosen_costs_the_same_for_many(cast: Cast, count: int, django_assert_num_queries: object) -> None:
    for _ in range(count):
        begun(cast)
    standing = cast.standing(cast.tom)
    with django_assert_num_queries(4):
        names = [name for name, _label in offered(standing)]
    drafts = [f"draft-{pk}" for pk in Draft.objects.values_list("pk", flat=True)]
    assert names[: count + 1] == [IN_FORCE, *drafts]
    assert {"preset-chsd230", "preset-jndc"} <= set(names)


def test_what_came_with_rollcall_and_is_in_force_is_offered_once(cast: Cast) -> None:
    title = "Social Media Pages of Schools and Offices"
    tom = cast.standing(cast.tom)
    assert [label for _name, label in offered(tom) if title in label] == [
        f"In force today: {title}, version 1, as it comes with Rollcall"
    ]
    changed = load_policy(district=cast.lakeside, text=f"{MODEL}# Ours.\n", in_force_from=TODAY, by=OPERATOR, at=AT)
    assert [label for _name, label in offered(tom) if title in label] == [
        f"In force today: {changed}",
        f"{title}, version 1, from {full_day(cast.policy.in_force_from)}",
        f"Comes with Rollcall: {title}",
    ]


def test_a_name_means_what_is_ones_own(cast: Cast) -> None:
    draft = begun(cast)
    tom, hugo = cast.standing(cast.tom), cast.standing(cast.hugo)
    found = source_of(tom, f"draft-{draft.pk}")
    assert found is not None
    assert found.text == MODEL
    assert source_of(hugo, f"draft-{draft.pk}") is None
    assert [source_of(tom, name) for name in ("", "version-9", "preset-none", "draft-x", "version-", "else-1")] == [None] * 6
    assert source_of(tom, IN_FORCE, on=date(2020, 1, 1)) is None


# checking ----------------------------------------------------------------------------------------------------------------


def test_a_whole_document_is_said_to_be_one(cast: Cast) -> None:
    checked = check(MODEL, cast.lakeside, on=TODAY)
    assert (checked.words, checked.policy is not None) == ("This is a whole policy document.", True)


def test_every_problem_says_where_what_and_an_example(cast: Cast) -> None:
    broken = MODEL.replace('kind = "provide"', 'kind = "ask"').replace('after = ["principal"]', 'afte = ["principal"]')
    checked = check(broken, cast.lakeside, on=TODAY)
    first, second = checked.mends
    lines = broken.splitlines()
    assert (first.where, lines[first.line - 1], first.found) == ("step[1].afte", 'afte = ["principal"]', 'afte = ["principal"]')
    assert first.example.startswith("after = [")
    assert (second.where, second.found) == ("step[2].kind", 'kind = "ask"')
    assert tomllib.loads(second.example)["kind"] in ("approve", "notify", "acknowledge", "provide", "assign", "record")
    assert "expected 'approve'" in second.what
    assert checked.words == "2 things to mend."


def test_what_is_no_toml_gets_an_example_too(cast: Cast) -> None:
    (mend,) = check('schema = 1\n[policy\ntitle = "A"', cast.lakeside, on=TODAY).mends
    assert (mend.line, mend.found) == (2, "[policy")
    assert tomllib.loads(mend.example)["policy"]["title"]


def test_a_role_that_people_hold_stays_in_its_scope(cast: Cast) -> None:
    moved = MODEL.replace('label = "Principal"\nscope = "school"', 'label = "Principal"\nscope = "district"')
    (mend,) = check(moved, cast.lakeside, on=TODAY).mends
    assert (mend.where, mend.found) == ("role[0].scope", 'scope = "district"')
    assert mend.what == "expected 'school': people are appointed to Principal under that scope"
    assert mend.example == 'scope = "school"'


def test_every_key_of_a_document_has_an_example_that_is_toml() -> None:
    said = {path.rpartition(".")[2] for path in examples()}
    assert keys(Policy, set()) - said == set()
    for path, line in examples().items():
        key = path.rpartition(".")[2]
        assert key in tomllib.loads(line), path


@pytest.mark.parametrize(
    ("where", "begins"),
    [
        ("", "[policy]"),
        ("nothing.like.this", "[policy]"),
        ("step[4].remind_after", "remind_after = "),
        ("duty[0].overdue[1].after", "after = "),
        ("policy.date[0].on", "on = "),
        ("platform[2]", "[[platform]]"),
    ],
)
def test_the_example_of_the_nearest_key_is_shown(where: str, begins: str) -> None:
    assert example_for(where).startswith(begins)
