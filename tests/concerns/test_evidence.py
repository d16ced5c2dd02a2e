"""Evidence is kept before anything is removed: text, picture or document, known by content, seen by few, never lost."""

import io
from datetime import timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from accounts.rules import Refused
from concerns import pictures, services, store
from concerns.models import Directive, Evidence
from tests.cast import AT, Cast
from tests.concerns.files import PDF, SECRET, jpeg, png
from tests.concerns.orders import order, said
from tests.registry.sites import site


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def keep(directive: Directive, by, **more) -> Evidence:
    usual = {"seen_at": AT - timedelta(hours=1), "seen_by": "Pat Lindqvist", "at": AT}
    return services.keep_evidence(directive=directive, by=by, **{**usual, **more})


def words(response) -> str:
    return unescape(response.content.decode())


# what is a file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "kind"), [(png(), "image/png"), (jpeg(), "image/jpeg"), (PDF, "application/pdf")])
def test_a_file_is_known_by_its_content(content: bytes, kind: str):
    assert pictures.read(content).media_type == kind


def test_a_picture_is_drawn_anew_without_what_hides_in_it():
    for content in (png(), jpeg()):
        found = pictures.read(content)
        assert SECRET in content
        assert SECRET not in found.content
        with Image.open(io.BytesIO(found.content)) as drawn:
            assert (dict(drawn.getexif()), drawn.info.get("Place")) == ({}, None)


def test_a_picture_stands_upright_and_stays_transparent():
    with Image.open(io.BytesIO(pictures.read(jpeg((4, 3))).content)) as drawn:
        assert drawn.size == (3, 4)
    with Image.open(io.BytesIO(pictures.read(png(mode="RGBA")).content)) as drawn:
        assert drawn.getpixel((0, 0)) == (200, 30, 60, 128)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Only PNG, JPEG and PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only PNG, JPEG and PDF"),
        (b"<html><script>alert(1)</script>", "Only PNG, JPEG and PDF"),
        (b"GIF89a" + b"0" * 20, "Only PNG, JPEG and PDF"),
        (png()[:40], "cannot be read"),
        (jpeg()[:60], "cannot be read"),
        (b"\x89PNG\r\n\x1a\n<script>", "cannot be read"),
        (b"%PDF-1.4 and then nothing", "not whole"),
        (PDF + b" " * pictures.LARGEST, "larger than 10 MB"),
    ],
)
def test_everything_else_is_refused_with_a_sentence(content: bytes, why: str):
    with pytest.raises(pictures.BadFile, match=why):
        pictures.read(content)


def test_a_picture_that_would_fill_the_memory_is_not_drawn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 11)
    with pytest.raises(pictures.BadFile, match="too large to be drawn"):
        pictures.read(png((4, 3)))


# keeping --------------------------------------------------------------------------------------------------------------


def test_text_address_time_and_who_saw_it_are_kept_with_one_event(cast: Cast):
    given = order(cast)
    kept = keep(given, cast.maya, text="  Congratulations! ", address="https://www.instagram.com/p/1/")
    assert (kept.text, kept.address, kept.seen_by, kept.kept_name, kept.stored) == (
        "Congratulations!", "https://www.instagram.com/p/1/", "Pat Lindqvist", "Maya Ortega", "",
    )  # fmt: skip
    assert said(given)[1:] == [("keep_evidence", "Maya Ortega", "")]
    assert Directive.objects.get().evidence_count == 1


def test_a_file_lies_outside_everything_that_is_served_with_both_hashes(cast: Cast, folder: Path, settings):
    given, handed_in = order(cast), png()
    kept = keep(given, cast.maya, file=handed_in)
    lies = folder / kept.stored
    assert (kept.sha256, kept.sha256_given) == (sha256(lies.read_bytes()).hexdigest(), sha256(handed_in).hexdigest())
    assert (kept.media_type, kept.size, kept.stored) == (
        "image/png", lies.stat().st_size, f"{kept.sha256[:2]}/{kept.sha256}.png",
    )  # fmt: skip
    assert keep(given, cast.pat, file=handed_in).stored == kept.stored
    assert [file.name for file in folder.rglob("*") if file.is_file()] == [lies.name]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, "Give the text of the post, or a picture"),
        ({"text": "x" * 20_001}, "at most 20,000 characters"),
        ({"text": "A", "seen_by": " "}, "Say who saw it"),
        ({"text": "A", "seen_at": AT + timedelta(minutes=1)}, "seen in the past"),
        ({"text": "A", "address": "http://example.org/"}, "begins with https"),
        ({"file": b"GIF89a"}, "Only PNG, JPEG and PDF"),
    ],
)
def test_what_is_no_evidence(cast: Cast, more: dict[str, object], why: str):
    given = order(cast)
    with pytest.raises(Refused, match=why):
        keep(given, cast.maya, **more)
    assert (Evidence.objects.count(), Directive.objects.get().evidence_count, len(said(given))) == (0, 0, 1)


@pytest.mark.parametrize("who", ["val", "ed", "erin", "hope", "hugo"])
def test_nobody_keeps_evidence_whom_the_order_does_not_concern(cast: Cast, who: str):
    given = order(cast, site(cast, posters=[cast.val]))
    with pytest.raises(Refused):
        keep(given, getattr(cast, who), text="A")


@pytest.mark.parametrize("who", ["maya", "sam", "pat", "dee", "tom", "sue"])
def test_those_keep_it_whom_it_concerns(cast: Cast, who: str):
    given = order(cast)
    if who == "sam":
        with pytest.raises(Refused):
            keep(given, cast.sam, text="A")
        return
    assert keep(given, getattr(cast, who), text="A").kept_name == getattr(cast, who).name


def test_nothing_is_added_to_an_order_that_was_taken_back(cast: Cast):
    given = order(cast)
    services.withdraw(directive=given, reason="A mistake.", by=cast.pat, at=AT)
    with pytest.raises(Refused, match="nothing is added"):
        keep(given, cast.maya, text="A")


def test_a_post_is_not_removed_before_evidence_was_kept(cast: Cast):
    given = order(cast)
    with pytest.raises(Refused, match="Keep the evidence first"):
        services.finish(directive=given, proof="Gone.", by=cast.maya, at=AT)
    assert Directive.objects.get().state == "ordered"
    keep(given, cast.maya, text="Congratulations!")
    assert services.finish(directive=given, proof="Gone.", by=cast.maya, at=AT).state == "confirmed"


def test_the_database_wants_a_text_or_a_file_with_its_hashes(cast: Cast):
    kept = keep(order(cast), cast.maya, text="A")
    for wrong in ({"text": ""}, {"stored": "ab/c.png"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.filter(pk=kept.pk).update(**wrong)


# the screens ----------------------------------------------------------------------------------------------------------

SENT = {"seen_on": "2026-09-15", "seen_time": "08:30", "seen_by": "Pat Lindqvist"}


def test_a_picture_is_handed_in_and_handed_out_as_an_attachment_that_nobody_guesses(cast: Cast):
    given, maya = order(cast), cast.client(cast.maya)
    path = reverse("order-evidence", args=[given.pk])
    assert "Nobody can change or delete it here." in words(maya.get(path))
    sent = maya.post(path, {**SENT, "file": SimpleUploadedFile("holiday.html", png(), "text/html")}, follow=True)
    assert "Kept. It stands with the order" in words(sent)
    kept = Evidence.objects.get()
    assert (kept.media_type, kept.seen_at) == ("image/png", AT - timedelta(minutes=30))
    assert kept.sha256 in words(sent)
    got = maya.get(reverse("evidence-file", args=[kept.pk]))
    assert (got["Content-Type"], got["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert got["Content-Disposition"] == f'attachment; filename="evidence-{kept.pk}.png"'
    assert sha256(b"".join(got.streaming_content)).hexdigest() == kept.sha256


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (SENT, "Give the text of the post, or a picture of it."),
        ({**SENT, "file": SimpleUploadedFile("a.png", b"GIF89a", "image/png")}, "Only PNG, JPEG and PDF are kept."),
        ({**SENT, "text": "A", "seen_on": "2026-09-16"}, "It was seen in the past"),
        ({**SENT, "text": "A", "address": "javascript:alert(1)"}, "Give a whole web address, or leave it empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast: Cast, sent: dict[str, object], why: str):
    given = order(cast)
    answer = cast.client(cast.maya).post(reverse("order-evidence", args=[given.pk]), sent)
    assert (answer.status_code, why in words(answer), Evidence.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("who", ["val", "sam", "ed", "erin", "hal", "hope", "hugo"])
def test_for_everybody_else_there_is_no_file(cast: Cast, who: str):
    given = order(cast, site(cast, posters=[cast.val]))
    kept, client = keep(given, cast.maya, file=png()), cast.client(getattr(cast, who))
    assert client.get(reverse("evidence-file", args=[kept.pk])).status_code == 404
    assert client.get(reverse("order-evidence", args=[given.pk])).status_code == 404
    assert client.post(reverse("order-evidence", args=[given.pk]), {**SENT, "text": "A"}).status_code == 404
    assert Evidence.objects.count() == 1


def test_a_text_has_no_file_and_a_file_that_was_taken_away_is_not_found(cast: Cast):
    given, maya = order(cast), cast.client(cast.maya)
    text, picture = keep(given, cast.maya, text="A"), keep(given, cast.maya, file=png())
    store.path_of(picture.stored).unlink()
    for row in (text, picture):
        assert maya.get(reverse("evidence-file", args=[row.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_order_costs_the_same_however_much_was_kept(cast: Cast, count: int, django_assert_num_queries):
    given, maya = order(cast), cast.client(cast.maya)
    for number in range(count):
        keep(given, cast.maya, text=f"Post {number}")
    maya.get(reverse("order", args=[given.pk]))
    with django_assert_num_queries(8):
        assert "Post 0" in words(maya.get(reverse("order", args=[given.pk])))
