"""The private notices of a school in one list, for the role that the text names and its designee alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Appointment, Person
from policies.selectors import preset_text
from policies.services import retire_policy
from records.events import OPERATOR
from requests import services
from requests.models import Submission
from tests.cast import AT, Cast, appoint, build
from tests.requests.filing import answer

pytestmark = pytest.mark.django_db
GIVEN: dict[str, Any] = {"kind_of_relationship": "relative", "since": "2020-05-01", "accounts_used": "Zebra messages"}
TITLE = "Personal relationship with a student or parent"


@pytest.fixture(autouse=True)
def no_policy_is_remembered() -> Iterator[None]:
    """The frame remembers for a minute what the policy in force says; the next test has another policy."""
    cache.clear()
    yield
    cache.clear()


def give(cast: Cast, by: Person | None = None, **more: Any) -> Submission:
    policy = cast.harbor_policy if by and by.district == cast.harbor else cast.policy
    return services.ask_for(
        form_key="notice.personal_relationship", answers={**GIVEN, **more}, requester=by or cast.maya, version=policy,
        key=uuid4(), at=AT,
    )  # fmt: skip


def shown(cast: Cast, who: Person) -> str:
    return cast.client(who).get(reverse("private-notices")).content.decode()


def status(cast: Cast, *names: str) -> dict[str, int]:
    return {name: cast.client(getattr(cast, name)).get(reverse("private-notices")).status_code for name in names}


@pytest.mark.clause("002:11")
def test_a_principal_and_the_designee_have_the_notices_of_their_school_in_one_list(chsd230: Cast) -> None:
    first = give(chsd230)
    second = give(chsd230, by=chsd230.sam)
    give(chsd230, by=chsd230.ed)
    for who in (chsd230.pat, chsd230.dee):
        page = shown(chsd230, who)
        assert page.count('<div class="what">') == 2
        assert page.index(f"/submissions/{second.pk}/") < page.index(f"/submissions/{first.pk}/")
        assert "Maya Ortega, Birchwood High School. Given on September 15, 2026." in page
        assert "Ed Castell" not in page
    assert "Ed Castell" in shown(chsd230, chsd230.erin)


@pytest.mark.clause("002:11")
def test_for_everybody_else_there_is_no_such_page(chsd230: Cast) -> None:
    give(chsd230)
    assert status(chsd230, "maya", "sam", "tom", "casey", "sue", "val", "ed") == dict.fromkeys(
        ("maya", "sam", "tom", "casey", "sue", "val", "ed"), 404
    )
    assert (status(chsd230, "hope"), "Maya" in shown(chsd230, chsd230.hope)) == ({"hope": 200}, False)


@pytest.mark.clause("002:11")
def test_the_list_says_who_gave_it_and_when_and_nothing_of_what_it_says(chsd230: Cast) -> None:
    given = give(chsd230)
    assert "Zebra" not in shown(chsd230, chsd230.pat)
    assert "Waits to be acknowledged" in shown(chsd230, chsd230.pat)
    answer(given, "personal_relationship", chsd230.dee, "acknowledge", at=AT + timedelta(days=1))
    page = shown(chsd230, chsd230.pat)
    assert "Dee Okafor for Pat Lindqvist acknowledged it on September 16, 2026." in page
    assert "Waits to be acknowledged" not in page


@pytest.mark.clause("002:11")
def test_a_notice_stands_in_no_other_list(chsd230: Cast) -> None:
    give(chsd230)
    for who in (chsd230.pat, chsd230.tom, chsd230.sue):
        client = chsd230.client(who)
        for path in ("/submissions/all/", "/submissions/all/?q=private", "/submissions/", "/sites/?q=private"):
            assert "Private notice" not in client.get(path).content.decode().replace(">Private notices<", "")


def test_a_new_principal_finds_the_old_one_s_notices_and_the_old_one_none(chsd230: Cast) -> None:
    given = give(chsd230)
    answer(given, "personal_relationship", chsd230.pat, "acknowledge")
    Appointment.objects.filter(person__in=(chsd230.pat, chsd230.dee)).update(ended_at=AT)
    appoint(chsd230.sam, "principal", chsd230.birchwood)
    assert "Maya Ortega" in shown(chsd230, chsd230.sam)
    assert status(chsd230, "pat", "dee") == {"pat": 404, "dee": 404}


def test_what_one_gave_oneself_is_not_in_the_list(chsd230: Cast) -> None:
    give(chsd230, by=chsd230.pat)
    assert "No notices" in shown(chsd230, chsd230.pat)
    assert "Pat Lindqvist, Birchwood High School" in shown(chsd230, chsd230.dee)


def test_a_note_of_one_s_own_is_in_nobody_s_list_and_what_is_shared_in_the_supervisor_s(chsd230: Cast) -> None:
    contact = {"version": chsd230.policy, "requester": chsd230.maya, "answers": {"what_happened": "Zebra"}, "at": AT}
    services.ask_for(form_key="notice.student_contact", key=uuid4(), **contact)
    assert status(chsd230, "sam") == {"sam": 404}
    services.ask_for(form_key="notice.student_contact", key=uuid4(), **contact)
    assert "Maya Ortega" in shown(chsd230, chsd230.sam)
    assert "No notices" in shown(chsd230, chsd230.pat)


def test_notices_outlive_the_policy_that_asked_for_them(chsd230: Cast) -> None:
    give(chsd230)
    retire_policy(version=chsd230.policy, from_on=AT.date(), reason="Repealed.", by=OPERATOR, at=AT)
    assert TITLE in shown(chsd230, chsd230.pat)
    assert status(chsd230, "erin") == {"erin": 404}


def test_the_menu_leads_there_for_whom_notices_reach(chsd230: Cast) -> None:
    entry = f'href="{reverse("private-notices")}"'
    found = {
        name: entry in chsd230.client(getattr(chsd230, name)).get("/").content.decode() for name in ("pat", "dee", "maya", "tom")
    }
    assert found == {"pat": True, "dee": True, "maya": False, "tom": False}


def test_a_policy_without_notices_has_no_such_page(cast: Cast) -> None:
    assert f'href="{reverse("private-notices")}"' not in cast.client(cast.pat).get("/").content.decode()
    assert status(cast, "pat", "tom") == {"pat": 404, "tom": 404}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_one_and_of_three(chsd230: Cast, count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        give(chsd230)
    client = chsd230.client(chsd230.pat)
    client.get(reverse("private-notices"))
    with django_assert_num_queries(8):
        client.get(reverse("private-notices"))


def test_a_long_list_goes_on_and_keeps_its_order(chsd230: Cast) -> None:
    rows = [give(chsd230) for _ in range(51)]
    client = chsd230.client(chsd230.pat)
    first = client.get(reverse("private-notices")).content.decode()
    assert f"/submissions/{rows[0].pk}/" not in first
    assert f"?after={rows[1].pk}" in first
    assert f"/submissions/{rows[0].pk}/" in client.get(f"{reverse('private-notices')}?after={rows[1].pk}").content.decode()


def test_a_notice_with_a_time_says_so_and_a_late_one_is_taken_and_marked_for_its_readers(db: None, tmp_path: Path) -> None:
    timed = preset_text("chsd230").replace(
        'ask = ["kind_of_relationship"', 'within = "2 school days"\nask = ["kind_of_relationship"', 1
    )  # fmt: skip
    (tmp_path / "timed.toml").write_text(timed)
    chsd = build(str(tmp_path / "timed.toml"))
    maya = chsd.client(chsd.maya)
    path = reverse("other-request", args=["notice.personal_relationship"])
    with time_machine.travel(AT, tick=False):
        page = maya.get(path).content.decode()
        assert "The policy asks for it within 2 school days. Later is better than never" in page
        assert "Given within 2 school days." in maya.get(reverse("other-requests")).content.decode()
        sent = maya.post(path, {**GIVEN, "since": "2026-09-10", "key": str(uuid4())}, follow=True)
        assert "The policy gave until September 14, 2026 for it." in sent.content.decode()
        in_time = maya.post(path, {**GIVEN, "since": "2026-09-11", "key": str(uuid4())}, follow=True)
        assert "The policy gave until" not in in_time.content.decode()
        page = shown(chsd, chsd.pat)
    assert (page.count("Given late"), page.count('<div class="what">')) == (1, 2)
    assert "The policy gave until September 14, 2026 for it." in page
