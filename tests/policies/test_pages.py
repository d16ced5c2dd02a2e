"""The policy to read, and its versions for those who edit policies."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.models import District, Person
from policies.document.reading import LONGEST
from policies.forms import LoadForm
from policies.models import PolicyVersion
from policies.selectors import preset, preset_text, presets, version_page
from policies.services import load_policy
from records.events import OPERATOR
from tests.cast import AT, Cast

from .making import text

BEGINS = "2099-08-17"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


def words(page: Any) -> str:
    """The page as text with single spaces."""
    return " ".join(page.content.decode().split())


def post(client: Client, **data: Any) -> HttpResponse:
    """Post the form that loads a policy."""
    return client.post("/policies/", {"in_force_from": BEGINS, **data})


def file(content: str | bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile("policy.toml", content if isinstance(content, bytes) else content.encode())


def load(district: District, written: str, begins: date) -> PolicyVersion:
    """Load a text at the moment of the tests."""
    return load_policy(district=district, text=written, in_force_from=begins, by=OPERATOR, at=AT)


def test_everybody_of_a_district_reads_the_policy_in_force(cast: Cast) -> None:
    page = words(cast.client(cast.val).get("/policy/"))
    for said in (
        "Social Media Pages of Schools and Offices",
        "Version 1, in force from August 1, 2026.",
        "Principal decides",
        "Technology director decides",
        "Requester gives: “Web address”",
        "Principal and Technology director are told",
        "A longer text of at least 15 words.",
        "“The request says in a few sentences what the page is for and what it will show.”",
        "The page stays separate from my personal accounts.",
        "Comment check: Responsible employee",
        "after 1 school day: Responsible employee; after 3 school days: Principal; after 5 school days: Technology director.",
        "Not allowed",
        "No request needed",
    ):
        assert said in page


def test_a_local_addition_is_shown_as_one(cast: Cast) -> None:
    load(cast.lakeside, preset_text("chsd230"), date(2026, 9, 1))
    page = words(cast.client(cast.maya).get("/policy/2/"))
    assert 'E-mail address the account is opened with <span class="level">Local addition</span>' in page
    assert "Based on a public policy text; not endorsed by the district." in page
    assert "This policy sets no checks, so nobody is reminded." in page


def test_a_version_stays_readable_after_another_is_in_force(cast: Cast) -> None:
    load(cast.lakeside, preset_text("jndc"), date(2026, 9, 1))
    client = cast.client(cast.maya)
    assert "Board decides" in words(client.get("/policy/2/"))
    assert "Version 1, in force from August 1, 2026." in words(client.get("/policy/1/"))


def test_another_districts_versions_are_not_there(cast: Cast) -> None:
    load(cast.harbor, text(), date(2026, 9, 1))
    assert [cast.client(who).get("/policy/2/").status_code for who in (cast.hal, cast.maya)] == [200, 404]


def test_before_a_policy_is_loaded_the_page_says_what_would_be_there(db: None) -> None:
    district = District.objects.create(name="New", time_zone="America/Chicago", email_domains=["new.example"])
    client = Client()
    person = Person.objects.create(email="nora@new.example", name="Nora", district=district)
    client.force_login(person, backend="accounts.access.PeopleBackend")
    assert "No policy is in force yet" in words(client.get("/policy/"))


def test_somebody_without_a_district_has_no_policy(db: None) -> None:
    client = Client()
    person = Person.objects.create(email="nobody@rollcall.example", name="Nobody")
    client.force_login(person, backend="accounts.access.PeopleBackend")
    assert client.get("/policy/").status_code == 404


def test_only_those_who_edit_policies_see_versions_and_presets(cast: Cast) -> None:
    for who, status in ((cast.tom, 200), (cast.hugo, 200), (cast.sue, 200), (cast.pat, 404), (cast.maya, 404)):
        client = cast.client(who)
        assert [client.get(url).status_code for url in ("/policies/", "/policies/presets/jndc/")] == [status, status]
        if status == 404:
            assert post(client, preset="jndc").status_code == 404
    assert PolicyVersion.objects.count() == 2


def test_the_list_shows_the_versions_of_ones_own_district(cast: Cast) -> None:
    load(cast.lakeside, text(policy={"key": "made", "title": "Lakeside rules"}), date(2026, 9, 1))
    assert "Lakeside rules, version 2" in words(cast.client(cast.tom).get("/policies/"))
    assert "Lakeside rules" not in words(cast.client(cast.hugo).get("/policies/"))


@pytest.mark.parametrize("versions", [1, 3])
def test_a_longer_list_costs_no_more_queries(cast: Cast, versions: int, django_assert_num_queries: Any) -> None:
    for at in range(versions - 1):
        load(cast.lakeside, text(policy={"key": "made", "title": f"No. {at}"}), date(2026, 9, 1))
    with django_assert_num_queries(1):
        assert len(version_page(cast.lakeside).lines) == versions


def test_older_versions_are_on_the_next_page(cast: Cast) -> None:
    for at in range(2, 53):
        load(cast.lakeside, text(policy={"key": "made", "title": f"No. {at}"}), date(2099, 1, 1))
    client = cast.client(cast.tom)
    first, second = words(client.get("/policies/")), words(client.get("/policies/?before=3"))
    assert ("version 52<" in first, "version 3<" in first, "version 2<" in first) == (True, True, False)
    assert 'href="?before=3"' in first
    assert ("version 3<" in second, "version 2<" in second) == (False, True)
    assert client.get("/policies/?before=x").status_code == 200


def test_a_preset_is_read_before_it_is_loaded_and_says_where_it_is_from(cast: Cast) -> None:
    client = cast.client(cast.tom)
    page = words(client.get("/policies/presets/chsd230/"))
    assert "Based on a public policy text; not endorsed by the district." in page
    assert "It applies to nobody until a district loads it." in page
    assert client.get("/policies/presets/none/").status_code == 404


@pytest.mark.parametrize("key", sorted(set(presets()) - {"model"}))
def test_every_policy_from_a_public_text_is_read_whole_with_where_it_is_from(cast: Cast, key: str) -> None:
    policy = preset(key)
    page = unescape(words(cast.client(cast.tom).get(f"/policies/presets/{key}/")))
    assert "Based on a public policy text; not endorsed by the district." in page
    for passage in policy.passages:
        assert f"{passage.number}. {passage.says}" in page
        assert passage.clause in page
        assert " ".join(passage.quote.split()) in page
    for word in (*policy.terms.values(), *(row.term for row in policy.definitions)):
        assert word in page
    for reference in policy.policy.references:
        assert f"{reference.code} {reference.title}".strip() in page


def test_a_policy_shows_its_dates_code_words_and_readers_and_how_strong_each_passage_is(cast: Cast) -> None:
    page = unescape(words(cast.client(cast.tom).get("/policies/presets/policy401/")))
    for said in (
        "<dt>Code</dt><dd>401.13 (Series 400)</dd>",
        "<dt>Approved</dt><dd>September 17, 2018</dd>",
        "<dt>Reviewed</dt><dd>no date yet</dd>",
        "<dt>Applies to</dt><dd>Employees and volunteers</dd>",
        '2. The Superintendent designates a Technology Director. <span class="level">Must</span>',
        "Here: the role “Technology Director”.",
        '23. Where somebody works, and as what, may stand in a personal profile. <span class="level">May</span>',
        "It is said here, and nothing is asked.",
        "Not needed where taken in the public arena, such as at sporting events or fine arts public performances.",
    ):
        assert said in page


def test_what_is_being_written_and_what_applies_as_it_is_are_told_apart(cast: Cast) -> None:
    page = words(cast.client(cast.tom).get("/policies/"))
    assert '<h2 id="prepare">Write the next version</h2> <p>In a draft, which applies to nobody.' in page
    assert '<h2 id="load">Load a finished document</h2> <p>Without a draft: it becomes the next version as it is' in page
    assert ", by the operator." in page
    drafts = words(cast.client(cast.tom).get("/policy/drafts/"))
    assert "A draft applies to nobody until you adopt it from a day on" in drafts
    assert 'A finished document needs no draft: <a href="/policies/#load">load it as the next version</a>.' in drafts


def test_a_file_is_loaded(cast: Cast) -> None:
    answer = post(cast.client(cast.tom), file=file(preset_text("jndc")))
    version = PolicyVersion.objects.get(district=cast.lakeside, number=2)
    assert (answer.status_code, answer["Location"]) == (302, "/policies/")
    assert (version.key, version.in_force_from, version.loaded_by) == ("jndc", date(2099, 8, 17), "Tom Adeyemi")


def test_a_preset_is_loaded_and_said(cast: Cast) -> None:
    client = cast.client(cast.tom)
    page = words(client.post("/policies/", {"preset": "chsd230", "in_force_from": BEGINS}, follow=True))
    assert "Electronic Communication and Social Media, version 2 is loaded, in force from August 17, 2099." in page


def test_the_same_text_again_is_said_to_change_nothing(cast: Cast) -> None:
    page = words(cast.client(cast.tom).post("/policies/", {"preset": "model", "in_force_from": BEGINS}, follow=True))
    assert "Nothing to do: Social Media Pages of Schools and Offices, version 1 is this text, to the letter." in page
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


def test_every_problem_of_a_file_is_shown_and_nothing_is_stored(cast: Cast) -> None:
    broken = (
        preset_text("model").replace('kind = "provide"', 'kind = "ask"').replace('after = ["principal"]', 'afte = ["principal"]')
    )
    page = words(post(cast.client(cast.tom), file=file(broken)))
    assert "2 things to mend in this document" in page
    assert 'Line 364 <code>step[1].afte</code> <p class="meta">unknown key: did you mean &#39;after&#39;?' in page
    assert '<code>step[2].kind</code> <p class="meta">expected &#39;approve&#39;' in page
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "one of the two"),
        ({"preset": "model", "file": "x"}, "one of the two"),
        ({"preset": "none"}, "Choose a policy from the list."),
        ({"file": b"\xff\xfe"}, "This file is not text in UTF-8."),
        ({"file": b"#" * (4 * LONGEST + 1)}, "This file is longer than 300,000 characters."),
        ({"file": b"#" * (LONGEST + 1)}, "expected at most 300,000 characters"),
        ({"preset": "jndc", "in_force_from": "2026-01-01"}, "Choose today or a later day"),
        ({"preset": "jndc", "in_force_from": "soon"}, "Write the day as 2026-11-25."),
    ],
)
def test_what_cannot_be_loaded_is_explained(cast: Cast, data: dict[str, Any], sentence: str) -> None:
    sent = {key: file(value) if key == "file" else value for key, value in data.items()}
    assert sentence in words(post(cast.client(cast.tom), **sent))
    assert PolicyVersion.objects.filter(district=cast.lakeside).count() == 1


def test_a_first_policy_may_have_begun_before_today(cast: Cast) -> None:
    data = {"preset": "model", "in_force_from": "2026-01-01"}
    assert LoadForm(data, today=date(2026, 9, 15), first=True).is_valid()
    assert not LoadForm(data, today=date(2026, 9, 15), first=False).is_valid()
