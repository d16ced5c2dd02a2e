"""A draft becomes a version, and a version applies no more."""

from datetime import date

import pytest

from accounts.models import Appointment
from accounts.rules import Refused
from adoption.models import Draft
from adoption.services import adopt, begin_draft, discard_draft, save_draft
from policies.document import PolicyError
from policies.models import PolicyVersion, Retirement
from policies.selectors import preset_text, version_in_force, version_page
from policies.services import load_policy, retire_policy
from records.events import OPERATOR
from records.models import Event
from tests.cast import AT, TODAY, Cast, appoint

pytestmark = pytest.mark.django_db
LATER = date(2026, 10, 1)
JNDC = preset_text("jndc")


def begun(cast: Cast, text: str = JNDC) -> Draft:
    return begin_draft(district=cast.lakeside, text=text, begun_from="the policy JNDC", by=cast.tom, at=AT)


def told(verb: str) -> list[tuple[str, str, str]]:
    return list(Event.objects.filter(verb=verb).order_by("id").values_list("actor_name", "acting_for", "sentence"))


def test_adopting_loads_the_next_version_in_one_event(cast: Cast) -> None:
    draft, before = begun(cast), Event.objects.count()
    version = adopt(draft=draft, edition=1, in_force_from=LATER, by=cast.tom, at=AT)
    assert (version.number, version.text, version.in_force_from) == (2, JNDC, LATER)
    assert Event.objects.count() == before + 1
    assert told("load")[-1] == ("Tom Adeyemi", "", f"loaded {version}, in force from October 1, 2026")
    assert Draft.objects.get().adopted_as == version
    assert version_in_force(cast.lakeside.pk, TODAY) == cast.policy
    assert version_in_force(cast.lakeside.pk, LATER) == version


def test_a_designee_adopts_for_whom_they_act(cast: Cast) -> None:
    own = Appointment.objects.get(person=cast.tom)
    appoint(cast.casey, "technology_director", ends_on=date(2026, 12, 18), designee_of=own)
    adopt(draft=begun(cast), edition=1, in_force_from=LATER, by=cast.casey, at=AT)
    assert told("load")[-1][:2] == ("Casey Moreno", "Tom Adeyemi")


def test_what_is_adopted_is_what_was_looked_at(cast: Cast) -> None:
    draft = begun(cast)
    save_draft(draft=draft, text=JNDC + "\n", edition=1, by=cast.tom, at=AT)
    with pytest.raises(Refused, match="saved this draft while"):
        adopt(draft=draft, edition=1, in_force_from=LATER, by=cast.tom, at=AT)
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


def test_a_draft_is_adopted_once(cast: Cast) -> None:
    draft = begun(cast)
    adopt(draft=draft, edition=1, in_force_from=LATER, by=cast.tom, at=AT)
    for deed in (
        lambda: adopt(draft=draft, edition=2, in_force_from=LATER, by=cast.tom, at=AT),
        lambda: save_draft(draft=draft, text="", edition=2, by=cast.tom, at=AT),
        lambda: discard_draft(draft=draft, by=cast.tom, at=AT),
    ):
        with pytest.raises(Refused, match="This draft was adopted"):
            deed()


@pytest.mark.parametrize(
    ("text", "on", "sentence"),
    [
        (JNDC, date(2026, 9, 14), "Choose today or a later day"),
        (preset_text("model"), LATER, "Nothing would change: Social Media Pages of Schools and Offices, version 1"),
    ],
)
def test_what_cannot_be_adopted_says_why_and_changes_nothing(cast: Cast, text: str, on: date, sentence: str) -> None:
    draft = begun(cast, text)
    with pytest.raises(Refused, match=sentence):
        adopt(draft=draft, edition=1, in_force_from=on, by=cast.tom, at=AT)
    assert Draft.objects.get().adopted_as is None
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


def test_what_is_no_policy_is_not_adopted(cast: Cast) -> None:
    with pytest.raises(PolicyError):
        adopt(draft=begun(cast, "schema = 1"), edition=1, in_force_from=LATER, by=cast.tom, at=AT)


def test_only_whoever_edits_policies_adopts(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a role that edits policies"):
        adopt(draft=begun(cast), edition=1, in_force_from=LATER, by=cast.casey, at=AT)


# retiring ----------------------------------------------------------------------------------------------------------------


def retire(cast: Cast, version: PolicyVersion, on: date, reason: str = "The board repealed it.") -> Retirement:
    return retire_policy(version=version, from_on=on, reason=reason, by=OPERATOR, at=AT)


def test_a_retired_version_applies_until_the_day_before(cast: Cast) -> None:
    retire(cast, cast.policy, LATER)
    assert version_in_force(cast.lakeside.pk, date(2026, 9, 30)) == cast.policy
    assert version_in_force(cast.lakeside.pk, LATER) is None
    assert version_page(cast.lakeside).lines[0].begins == "August 1, 2026, retired from October 1, 2026"
    assert told("retire") == [("The operator", "", f"retired {cast.policy}, from October 1, 2026")]


def test_a_version_retired_before_it_began_never_does(cast: Cast) -> None:
    coming = load_policy(district=cast.lakeside, text=JNDC, in_force_from=LATER, by=OPERATOR, at=AT)
    retire(cast, coming, LATER)
    assert version_in_force(cast.lakeside.pk, date(2026, 12, 1)) == cast.policy


def test_a_later_version_takes_over_as_always(cast: Cast) -> None:
    retire(cast, cast.policy, LATER)
    following = load_policy(district=cast.lakeside, text=JNDC, in_force_from=date(2026, 11, 1), by=OPERATOR, at=AT)
    assert version_in_force(cast.lakeside.pk, date(2026, 10, 20)) is None
    assert version_in_force(cast.lakeside.pk, date(2026, 11, 1)) == following


@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [(date(2026, 9, 14), "Because.", "Choose today or a later day"), (LATER, "  ", "Give a reason")],
)
def test_what_cannot_be_retired_says_why(cast: Cast, on: date, reason: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        retire(cast, cast.policy, on, reason)


def test_a_version_is_retired_once(cast: Cast) -> None:
    retire(cast, cast.policy, LATER)
    with pytest.raises(Refused, match="retired already, from October 1, 2026"):
        retire(cast, cast.policy, date(2026, 12, 1))


def test_the_version_in_force_is_still_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    retire(cast, cast.policy, LATER)
    with django_assert_num_queries(1):
        version_in_force(cast.lakeside.pk, TODAY)
