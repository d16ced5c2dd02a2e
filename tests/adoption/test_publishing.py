"""A district shows its policy to the policy editors of other districts, and to nobody else of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Appointment
from accounts.rules import Refused
from adoption.models import Draft, Publication
from adoption.selectors import offered, published, published_elsewhere, source_of
from adoption.services import publish_policy, withdraw_policy
from policies.models import PolicyVersion
from policies.selectors import preset_text
from policies.services import load_policy, retire_policy
from records.events import OPERATOR
from records.models import Event, Message
from tests.cast import AT, SINCE, TODAY, Cast, appoint, district

from .pages import words

pytestmark = pytest.mark.django_db
MINE = preset_text("model").replace('code = "M-1"', 'code = "HB-7"')


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def theirs(cast: Cast) -> PolicyVersion:
    """The version in force in Harbor, with a code of its own."""
    return load_policy(district=cast.harbor, text=MINE, in_force_from=TODAY, by=OPERATOR, at=AT)


def told() -> list[tuple[str, str, str, str]]:
    rows = Event.objects.filter(subject_kind="policy", verb__in=["publish", "withdraw"]).order_by("id")
    return list(rows.values_list("verb", "actor_name", "acting_for", "sentence"))


def chosen(client: Client, version: PolicyVersion) -> list[int]:
    """What the addresses that name a policy of another district answer, in one order."""
    name = f"published-{version.pk}"
    paths = (f"/policy/document/?of={name}", f"/policy/compare/?a=in-force&b={name}", f"/policy/compare/?a={name}&b=preset-model")
    return [client.get(path).status_code for path in paths]


def test_nothing_of_another_district_can_be_chosen_until_it_is_published(cast: Cast, theirs: PolicyVersion) -> None:
    tom, pat, hugo = (cast.client(each) for each in (cast.tom, cast.pat, cast.hugo))
    assert chosen(tom, theirs) == [404, 422, 422]
    assert "Harbor" not in words(tom.get("/policy/compare/"))
    hugo.post(f"/policy/{theirs.number}/publish/", {"deed": "publish"})
    assert chosen(tom, theirs) == [200, 200, 200]
    assert chosen(pat, theirs) == [404, 404, 404]
    assert chosen(hugo, theirs) == [404, 422, 422]  # one's own are chosen as versions
    assert chosen(tom, cast.harbor_policy) == [404, 422, 422]  # an older one of theirs
    hugo.post(f"/policy/{theirs.number}/publish/", {"deed": "withdraw"})
    assert chosen(tom, theirs) == [404, 422, 422]
    assert told() == [
        ("publish", "Hugo Ferris", "", f"published {theirs} to the other districts of this installation"),
        ("withdraw", "Hugo Ferris", "", f"withdrew {theirs} from the other districts of this installation"),
    ]
    assert Message.objects.count() == 0


def test_they_see_the_name_the_code_the_day_and_the_document_and_nothing_else(cast: Cast, theirs: PolicyVersion) -> None:
    publish_policy(version=theirs, by=cast.hugo, at=AT)
    tom = cast.client(cast.tom)
    said = words(tom.get(f"/policy/compare/?a=in-force&b=published-{theirs.pk}"))
    assert "Published by other districts Harbor Public Schools HB-7, in force from September 15, 2026." in said
    assert "Second: Harbor Public Schools: HB-7, in force from September 15, 2026." in said
    assert "Before: M-1 Now: HB-7" in said
    for unsaid in ("harbor.example", "Hugo", "Ferris", "version 2", "Harbor High"):
        assert unsaid not in said
    assert tom.get(f"/policy/document/?of=published-{theirs.pk}").content.decode() == MINE
    tom.post("/policy/drafts/", {"of": f"published-{theirs.pk}"})
    assert Draft.objects.values_list("text", "begun_from").get() == (
        MINE, "Harbor Public Schools: HB-7, in force from September 15, 2026",
    )  # fmt: skip


def test_only_what_is_in_force_is_shown_and_the_next_version_is_not_published_with_it(cast: Cast, theirs: PolicyVersion) -> None:
    tom = cast.standing(cast.tom)
    with pytest.raises(Refused, match="Only the version in force can be published"):
        publish_policy(version=cast.harbor_policy, by=cast.hugo, at=AT)
    publish_policy(version=theirs, by=cast.hugo, at=AT)
    with pytest.raises(Refused, match="It is published already, by Hugo Ferris"):
        publish_policy(version=theirs, by=cast.hugo, at=AT)
    assert [each.version for each in published_elsewhere(tom)] == [theirs]
    later = load_policy(district=cast.harbor, text=preset_text("jndc"), in_force_from=TODAY, by=OPERATOR, at=AT)
    assert published_elsewhere(tom) == []
    assert (published(tom, theirs.pk), published(tom, later.pk), source_of(tom, f"published-{theirs.pk}")) == (None, None, None)
    page = words(cast.client(cast.hugo).get(f"/policy/{theirs.number}/publish/"))
    assert "It was published by Hugo Ferris. It is shown to nobody: it is not in force today." in page
    publish_policy(version=later, by=cast.hugo, at=AT)
    retire_policy(version=later, from_on=date(2026, 9, 16), reason="Repealed.", by=OPERATOR, at=AT)
    assert [each.version for each in published_elsewhere(tom)] == [later]
    assert published_elsewhere(cast.standing(cast.tom, AT + timedelta(days=1))) == []


def test_who_may_publish_and_what_cannot_be(cast: Cast, theirs: PolicyVersion) -> None:
    for who in (cast.tom, cast.hope):  # an editor of another district; nobody's editor
        with pytest.raises(Refused):
            publish_policy(version=theirs, by=who, at=AT)
        with pytest.raises(Refused):
            withdraw_policy(version=theirs, by=who, at=AT)
    with pytest.raises(Refused, match="It is not published"):
        withdraw_policy(version=theirs, by=cast.hugo, at=AT)
    assert (Publication.objects.count(), told()) == (0, [])
    own = Appointment.objects.get(person=cast.hugo)
    appoint(cast.hope, "technology_director", ends_on=date(2026, 12, 18), designee_of=own)
    publish_policy(version=theirs, by=cast.hope, at=AT)
    assert told()[0][1:3] == ("Hope Larkin", "Hugo Ferris")


def test_the_page_says_what_it_does_before_and_what_was_done_meanwhile(cast: Cast, theirs: PolicyVersion) -> None:
    hugo = cast.client(cast.hugo)
    path = f"/policy/{theirs.number}/publish/"
    assert "Other districts" in words(hugo.get(f"/policy/{theirs.number}/"))
    assert "They see the name of your district, the code of the policy" in words(hugo.get(path))
    assert "Only the version in force can be published to other districts." in words(hugo.get("/policy/1/publish/"))
    publish_policy(version=theirs, by=cast.hugo, at=AT)
    again: Any = hugo.post(path, {"deed": "publish"})
    assert (again.status_code, "It is published already, by Hugo Ferris." in words(again)) == (422, True)
    assert "Nobody of another district can read this document here any more." in words(again)
    assert hugo.get("/policy/7/publish/").status_code == 404


def test_a_list_of_other_districts_costs_the_same_for_one_and_for_three(
    cast: Cast, theirs: PolicyVersion, django_assert_num_queries: Any
) -> None:
    publish_policy(version=theirs, by=cast.hugo, at=AT)
    tom = cast.standing(cast.tom)
    with django_assert_num_queries(2):
        assert len(published_elsewhere(tom)) == 1
    for name in ("Alder", "Cedar"):
        _made, version = district(f"{name} Schools", f"{name.lower()}.example")
        Publication.objects.create(version=version, published_at=AT, published_by="Robin Hale")
        assert version.in_force_from == SINCE
    with django_assert_num_queries(2):
        found = published_elsewhere(tom)
    assert [each.district for each in found] == ["Alder Schools", "Cedar Schools", "Harbor Public Schools"]
    assert found[0].label == "Alder Schools: Social Media Pages of Schools and Offices, in force from August 1, 2026"
    assert [name for name, _label in offered(tom)][-3:] == [each.name for each in found]
