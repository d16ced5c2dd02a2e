"""Drafts in the browser: begun, saved, checked, uploaded, read for what they would change, adopted."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from adoption.forms import LARGEST
from adoption.models import Draft
from adoption.services import begin_draft
from policies.models import PolicyVersion
from policies.selectors import preset_text, version_in_force
from tests.cast import AT, TODAY, Cast
from tests.matrix.asking import watched
from tests.registry import sites
from tests.requests.filing import file as filed

from .pages import text, words

pytestmark = pytest.mark.django_db
MODEL = preset_text("model")
BROKEN = MODEL.replace('kind = "provide"', 'kind = "ask"')


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The moment of the tests is now."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def tom(cast: Cast) -> Client:
    return cast.client(cast.tom)


@pytest.fixture
def draft(cast: Cast) -> Draft:
    return begin_draft(district=cast.lakeside, text=preset_text("jndc"), begun_from="the policy JNDC", by=cast.tom, at=AT)


def upload(content: str | bytes, name: str = "mine.toml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def test_a_draft_begins_as_a_copy_of_the_version_in_force(tom: Client) -> None:
    answer = tom.post("/policy/drafts/", {"of": "in-force"})
    made = Draft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/policy/drafts/{made.pk}/")
    assert (made.text, made.begun_from) == (
        MODEL, "Social Media Pages of Schools and Offices, version 1, from August 1, 2026",
    )  # fmt: skip
    said = words(tom.get("/policy/drafts/"))
    assert "Social Media Pages of Schools and Offices" in said
    assert "Saved by Tom Adeyemi today, 9:00 a.m." in said


def test_a_draft_begins_as_a_file_whole_or_not(tom: Client) -> None:
    tom.post("/policy/drafts/", {"of": "in-force", "file": upload('title = "mine"\r\n')})
    made = Draft.objects.get()
    assert (made.text, made.title, made.begun_from) == ('title = "mine"\n', "A policy without a title", "the file mine.toml")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"of": ""}, "Choose what to begin with, or a file of your own."),
        ({"of": "version-77"}, "Choose a policy from the list."),
        ({"of": "", "file": b"\xff\xfe"}, "This file is not text in UTF-8."),
        ({"of": "", "file": b"a\x00b"}, "This file is not text in UTF-8."),
        ({"of": "", "file": b"#" * (LARGEST + 1)}, "This is longer than 1,200,000 characters."),
    ],
)
def test_what_cannot_begin_a_draft_is_explained(tom: Client, data: dict[str, Any], sentence: str) -> None:
    sent = {key: upload(value) if key == "file" else value for key, value in data.items()}
    page = tom.post("/policy/drafts/", sent)
    assert (page.status_code, sentence in words(page)) == (422, True)
    assert Draft.objects.count() == 0


def test_saving_keeps_every_letter_and_says_what_there_is_to_mend(tom: Client, draft: Draft) -> None:
    typed = "\n" + BROKEN.replace("\n", "\r\n")
    answer = tom.post(f"/policy/drafts/{draft.pk}/", {"text": typed, "edition": 1, "deed": "save"})
    assert answer.status_code == 302
    assert Draft.objects.get().text == "\n" + BROKEN
    said = words(tom.get(f"/policy/drafts/{draft.pk}/"))
    assert "One thing to mend." in said
    line = ("\n" + BROKEN).splitlines().index('kind = "ask"') + 1
    assert f"Line {line}, step[2].kind" in said
    assert 'There: kind = "ask"' in said
    assert "For example: kind = " in said


def test_checking_stores_nothing_and_keeps_what_was_typed(tom: Client, draft: Draft) -> None:
    with watched() as written:
        page = tom.post(f"/policy/drafts/{draft.pk}/", {"text": BROKEN, "edition": 1, "deed": "check"})
    assert written == []
    assert "This text is not saved yet." in words(page)
    assert "One thing to mend." in words(page)
    assert BROKEN[:200].replace('"', "&quot;").replace("'", "&#x27;") in page.content.decode().replace("&#34;", "&quot;")
    assert Draft.objects.get().text == preset_text("jndc")


def test_what_is_typed_is_checked_as_a_part_of_the_page(tom: Client, draft: Draft) -> None:
    with watched() as written:
        page = tom.post(f"/policy/drafts/{draft.pk}/check/", {"text": BROKEN}, headers={"HX-Request": "true"})
    assert written == []
    assert "One thing to mend." in text(page.content.decode())
    assert "<main" not in page.content.decode()


def test_what_somebody_else_saved_meanwhile_stays_and_nothing_typed_is_lost(cast: Cast, tom: Client, draft: Draft) -> None:
    tom.post(f"/policy/drafts/{draft.pk}/", {"text": "schema = 1", "edition": 1, "deed": "save"})
    page = tom.post(f"/policy/drafts/{draft.pk}/", {"text": "# my own words", "edition": 1, "deed": "save"})
    assert page.status_code == 422
    assert "Tom Adeyemi saved this draft while you were writing." in words(page)
    assert "# my own words" in page.content.decode()
    assert Draft.objects.get().text == "schema = 1"


def test_a_file_takes_the_place_of_the_text(tom: Client, draft: Draft) -> None:
    tom.post(f"/policy/drafts/{draft.pk}/upload/", {"file": upload("schema = 1\n")})
    assert Draft.objects.get().text == "schema = 1\n"
    page = tom.post(f"/policy/drafts/{draft.pk}/upload/", {}, follow=True)
    assert "Choose a file." in words(page)


def test_the_document_comes_back_to_the_letter(tom: Client, draft: Draft) -> None:
    answer = tom.get(f"/policy/document/?of=draft-{draft.pk}")
    assert answer.content.decode() == preset_text("jndc")
    assert answer["Content-Disposition"] == f'attachment; filename="draft-{draft.pk}.toml"'
    assert tom.get("/policy/document/").content.decode() == MODEL
    assert tom.get("/policy/document/?of=version-9").status_code == 404


def test_a_draft_is_discarded_after_its_effect_was_said(tom: Client, draft: Draft) -> None:
    assert "Nothing that is in force changes" in words(tom.get(f"/policy/drafts/{draft.pk}/discard/"))
    assert tom.post(f"/policy/drafts/{draft.pk}/discard/")["Location"] == "/policy/drafts/"
    assert tom.get(f"/policy/drafts/{draft.pk}/").status_code == 404


def test_a_draft_of_another_district_is_not_there(cast: Cast, draft: Draft) -> None:
    hugo = cast.client(cast.hugo)
    for path in ("", "discard/", "impact/"):
        assert hugo.get(f"/policy/drafts/{draft.pk}/{path}").status_code == 404
    assert hugo.post(f"/policy/drafts/{draft.pk}/check/", {"text": ""}).status_code == 404
    assert hugo.get(f"/policy/document/?of=draft-{draft.pk}").status_code == 404


# what it would change, and adopting --------------------------------------------------------------------------------------


def test_everything_it_would_change_is_said_before_it_is_adopted(cast: Cast, tom: Client, draft: Draft) -> None:
    sites.site(cast, visibility="private")
    filed(cast)
    said = words(tom.get(f"/policy/drafts/{draft.pk}/impact/"))
    for sentence in (
        "What differs from the version in force",
        "Before: approve Now: notify",
        "The supervisor is told: Supervisor is told New",
        "1 of 1.",
        "Group, page or account: 1.",
        "It must be a group; what it is was never asked.",
        "1 on their way.",
        "Maya Ortega, Birchwood High School. Filed under version 1.",
    ):
        assert sentence in said


def test_it_is_adopted_from_a_day(cast: Cast, tom: Client, draft: Draft) -> None:
    answer = tom.post(f"/policy/drafts/{draft.pk}/impact/", {"edition": 1, "in_force_from": "2026-10-01"})
    assert (answer.status_code, answer["Location"]) == (302, "/policy/2/")
    assert version_in_force(cast.lakeside.pk, date(2026, 10, 1)) == PolicyVersion.objects.get(number=2)
    said = words(tom.get(f"/policy/drafts/{draft.pk}/"))
    assert "It was adopted and is kept as it was." in said
    assert "Adopt this policy" not in words(tom.get(f"/policy/drafts/{draft.pk}/impact/"))


def test_what_cannot_be_adopted_says_why(tom: Client, draft: Draft) -> None:
    page = tom.post(f"/policy/drafts/{draft.pk}/impact/", {"edition": 1, "in_force_from": "2026-01-01"})
    assert (page.status_code, "Choose today or a later day" in words(page)) == (422, True)
    Draft.objects.update(text="schema = 1")
    page = tom.post(f"/policy/drafts/{draft.pk}/impact/", {"edition": 1, "in_force_from": "2026-10-01"})
    assert page.status_code == 422
    assert "It is not a whole document yet" in words(page)
    assert PolicyVersion.objects.filter(number=2).count() == 0


def test_two_policies_are_read_side_by_side(tom: Client, draft: Draft) -> None:
    said = words(tom.get(f"/policy/compare/?a=in-force&b=draft-{draft.pk}"))
    assert "things differ" in said
    assert "Second: Draft: Employee Use of Social Media Sites, Including Personal Sites." in said
    assert "Nothing differs" in words(tom.get("/policy/compare/?a=in-force&b=preset-model"))
    Draft.objects.update(text="schema = 1")
    said = words(tom.get(f"/policy/compare/?a=preset-model&b=draft-{draft.pk}"))
    assert "is not a whole document yet." in said
    assert tom.get("/policy/compare/?a=in-force&b=version-9").status_code == 422


def test_the_one_in_force_is_compared_with_another_before_anybody_chooses(tom: Client) -> None:
    chosen = re.findall(r'<option value="([^"]+)" selected', tom.get("/policy/compare/").content.decode())
    assert chosen == ["in-force", "preset-chsd230", "in-force"]  # the last one is compared with a file


def test_a_draft_is_saved_and_tried_with_one_button(tom: Client, draft: Draft) -> None:
    changed = f"{draft.text}\n# A remark.\n"
    answer = tom.post(f"/policy/drafts/{draft.pk}/", {"text": changed, "edition": 1, "deed": "try"})
    assert (answer.status_code, answer["Location"]) == (302, f"/policy/try/?of=draft-{draft.pk}")
    assert Draft.objects.get(pk=draft.pk).text == changed
    assert "9:00 a.m.." not in words(tom.get(f"/policy/drafts/{draft.pk}/"))


def test_a_policy_is_read_beside_a_file_that_is_not_stored(tom: Client) -> None:
    def send(text: str, of: str = "in-force") -> Any:
        file = SimpleUploadedFile("other.toml", text.encode())
        return tom.post("/policy/compare/", {"a": of, "file": file})

    said = words(send(preset_text("jndc")))
    assert "things differ" in said
    assert "Second: Your file other.toml." in said
    assert "Nothing differs" in words(send(preset_text("jndc"), "preset-jndc"))
    assert "Your file other.toml is not a whole document yet." in words(send("schema = 1"))
    assert tom.post("/policy/compare/", {"a": "in-force"}).status_code == 422
    assert send(preset_text("jndc"), "version-9").status_code == 422
    assert Draft.objects.count() == 0
    assert PolicyVersion.objects.filter(number=2).count() == 0


def test_a_version_is_retired_with_a_reason(cast: Cast, tom: Client) -> None:
    assert "From that day on nobody can file a request" in words(tom.get("/policy/1/retire/"))
    assert tom.post("/policy/1/retire/", {"from_on": "2026-10-01", "reason": ""}).status_code == 422
    assert tom.post("/policy/1/retire/", {"from_on": "2026-10-01", "reason": "Repealed."})["Location"] == "/policies/"
    assert version_in_force(cast.lakeside.pk, TODAY) is not None
    assert version_in_force(cast.lakeside.pk, date(2026, 10, 1)) is None
    assert "It applies no more from October 1, 2026." in words(tom.get("/policy/1/retire/"))
    assert tom.get("/policy/7/retire/").status_code == 404
