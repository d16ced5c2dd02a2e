"""Everything about one site as one bundle: what is in it, what is withheld, by whom and why, and who takes it out."""

import csv
import hashlib
import io
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from accounts.rules import Refused
from config.record.gathering import parts_of
from config.record.writing import UNDECIDED, WITHHELD
from monitoring.models import CheckIn
from monitoring.services import answer_check_in
from monitoring.sweep import tick
from policies.selectors import preset_text
from records.models import Event, Message
from registry.models import Bundle, Exemption, Site
from registry.services import add_admin, decide_exemption, record_access, record_consent, take_out
from requests.models import Submission
from tests.cast import AT, TODAY, Cast, build
from tests.requests.filing import answer, draft, file

from .sites import said, site

pytestmark = pytest.mark.django_db
PARTS = [
    "entry", "posters", "administrators", "consents", "parent-access", "history", "mail", "submissions", "answers",
    "statements", "decisions", "submission-history", "letters", "duties", "check-ins", "confirmations", "check-in-history",
    "orders", "evidence", "lost-control", "lost-control-notes", "order-history", "lost-history",
]  # fmt: skip
LATER = AT + timedelta(days=14)


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


def lived(cast: Cast) -> Site:
    """A site that was asked for, decided, looked after, and about which things are on record."""
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve", check_every="1 week", posters=[cast.val.pk])
    answer(filed, "technology_director", cast.tom, "approve")
    answer(filed, "give_address", cast.maya, "provide", address="https://www.instagram.com/birchwoodrobotics/")
    made = Site.objects.get()
    record_consent(
        site=made, ground="student_image.named", since_on=TODAY, occasion="Spring concert", kept_where="Safe", by=cast.maya, at=AT
    )
    add_admin(site=made, person=cast.sam, since_on=TODAY, by=cast.maya, at=AT)
    record_access(site=made, asked_on=TODAY, answer="given", by=cast.maya, at=AT)
    tick(at=AT)
    tick(at=LATER)
    owed = CheckIn.objects.filter(site=made, duty__key="comments", state="open").get()
    answer_check_in(check_in=owed, outcome="acted", note="A name was hidden.", by=cast.maya, at=LATER)
    return made


def take(cast: Cast, who: Person, made: Site, copy: str = "redacted") -> Any:
    return cast.client(who).post(reverse("site-record-take", args=[made.pk]), {"copy": copy})


def unpacked(reply: Any) -> dict[str, str]:
    """The files of a bundle by their names in its folder."""
    assert reply.status_code == 200
    with ZipFile(io.BytesIO(b"".join(reply.streaming_content))) as archive:
        return {info.filename.split("/", 1)[1]: archive.read(info).decode("utf-8-sig") for info in archive.infolist()}


def rows(files: dict[str, str], name: str) -> list[list[str]]:
    """The rows of a CSV file, whatever number is before its name, without its head."""
    (found,) = [text for path, text in files.items() if path == name or path[6:] == f"-{name}.csv"]
    return list(csv.reader(io.StringIO(found, newline="")))[1:]


def decided(cast: Cast, made: Site, ref: str, verdict: str, *, part: str = "check-ins", by: Person | None = None) -> Exemption:
    return decide_exemption(
        site=made, part=part, ref=ref, title="Check-ins, item 1", verdict=verdict, reason="A threat.", by=by or cast.tom, at=AT
    )


@pytest.mark.clause("001:5", "003:1")
def test_the_bundle_has_everything_as_csv_and_for_print_with_a_hash_of_every_file(cast: Cast) -> None:
    made = lived(cast)
    reply = take(cast, cast.tom, made)
    assert reply["Content-Disposition"] == f'attachment; filename="record-0001-site-{made.pk}-redacted.zip"'
    files = unpacked(reply)
    named = [f"csv/{at:02}-{key}.csv" for at, key in enumerate(PARTS, start=1)]
    assert list(files) == ["index.html", "record.css", *named, "withheld.csv", "manifest.sha256"]
    assert [row[1:3] for row in rows(files, "submissions")] == [[f"26-{Submission.objects.get().pk:04}", "Site request"]]
    assert [row[3:5] for row in rows(files, "decisions") if row[7]] == []
    assert ["approve", "Pat Lindqvist"] in [row[4:6] for row in rows(files, "decisions")]
    assert [row[1] for row in rows(files, "administrators")] == ["Sam Whitfield"]
    assert [row[1:] for row in rows(files, "parent-access")] == [["2026-09-15", "Access was given", "Maya Ortega"]]
    assert ["Comment check", "Answered", "Acted", "Maya Ortega"] in [[row[1], *row[3:6]] for row in rows(files, "check-ins")]
    assert any(row[3] == "registered Birchwood Robotics on Instagram" for row in rows(files, "history"))
    assert all(
        words in files["index.html"] for words in ("Redacted copy of its record, bundle 1", "Sam Whitfield", "Comment check")
    )
    assert "http" not in files["index.html"].replace("https://www.instagram.com/birchwoodrobotics", "")


@pytest.mark.clause("001:5")
def test_the_manifest_holds_the_sha256_of_each_file_and_its_own_is_on_record(cast: Cast) -> None:
    made = lived(cast)
    reply = take(cast, cast.tom, made)
    with ZipFile(io.BytesIO(b"".join(reply.streaming_content))) as archive:
        content = {info.filename.split("/", 1)[1]: archive.read(info) for info in archive.infolist()}
    manifest = content.pop("manifest.sha256")
    assert dict(reversed(line.split("  ")) for line in manifest.decode().splitlines()) == {
        name: hashlib.sha256(data).hexdigest() for name, data in content.items()
    }
    assert Bundle.objects.get().sha256 == hashlib.sha256(manifest).hexdigest()


@pytest.mark.clause("001:5")
def test_the_redacted_copy_withholds_what_was_written_freely_and_lists_it(cast: Cast) -> None:
    made = lived(cast)
    files = unpacked(take(cast, cast.tom, made))
    whole = "".join(files.values())
    assert [words in whole for words in ("A name was hidden", "Spring concert", "Safe")] == [False, False, False]
    (consent,) = rows(files, "consents")
    assert consent[4] == consent[8] == WITHHELD
    kept = rows(files, "withheld.csv")
    assert [consent[0], "Consents on record", "About, Papers", UNDECIDED, "", ""] in kept
    assert [row[1:4] for row in kept if row[1] == "Check-ins"] == [["Check-ins", "Note", UNDECIDED]]
    bundle = Bundle.objects.get()
    assert (bundle.number, bundle.whole, bundle.withheld) == (1, False, len(kept))
    numbers = [int(row[0]) for key in PARTS for row in rows(files, key)]
    assert numbers == list(range(1, bundle.items + 1))


@pytest.mark.clause("001:5")
def test_the_full_copy_withholds_nothing(cast: Cast) -> None:
    made = lived(cast)
    files = unpacked(take(cast, cast.sue, made, "full"))
    assert [words in files["index.html"] for words in ("A name was hidden", "Spring concert", WITHHELD)] == [True, True, False]
    assert rows(files, "withheld.csv") == []
    assert Bundle.objects.values_list("whole", "withheld").get() == (True, 0)


@pytest.mark.clause("001:5", "003:1")
def test_each_copy_has_its_number_and_stands_in_the_history_and_nobody_gets_mail(cast: Cast) -> None:
    made, other = site(cast), site(cast, "Chess")
    before = Message.objects.count()
    for which in (made, other, made):
        take(cast, cast.tom, which)
    assert list(Bundle.objects.order_by("id").values_list("number", "site")) == [(1, made.pk), (2, other.pk), (3, made.pk)]
    third = Bundle.objects.get(number=3)
    sentence = f"took out a redacted copy of the record of Robotics on Instagram: bundle 3, {third.items} items, 0 withheld"
    assert said(made)[-1] == ("take_out", "Tom Adeyemi", sentence, "")
    assert Event.objects.order_by("id").last().details == {"sha256": third.sha256}
    assert Message.objects.count() == before
    seen = cast.client(cast.tom).get(reverse("site-record", args=[made.pk])).content.decode()
    assert ("Bundle 3" in seen, "Bundle 2" in seen, third.sha256 in seen) == (True, False, True)


@pytest.mark.clause("001:5")
def test_an_item_is_withheld_case_by_case_with_reason_decider_and_day_and_given_out_again(cast: Cast) -> None:
    made = lived(cast)
    ref = str(CheckIn.objects.get(state="answered").pk)
    decided(cast, made, ref, "withheld")
    sentence = "withheld one item of the record of Birchwood Robotics on Instagram: Check-ins, item 1"
    assert said(made)[-1] == ("decide_exemption", "Tom Adeyemi", sentence, "A threat.")
    files = unpacked(take(cast, cast.tom, made))
    (hidden,) = [row for row in rows(files, "check-ins") if row[1] == WITHHELD]
    assert set(hidden[1:]) == {WITHHELD}
    expected = [hidden[0], "Check-ins", "All of it", "A threat.", "Tom Adeyemi", "2026-09-15 09:00-05:00"]
    assert expected in rows(files, "withheld.csv")
    decided(cast, made, ref, "given_out", by=cast.sue)
    files = unpacked(take(cast, cast.tom, made))
    assert "A name was hidden." in files["index.html"]
    assert [row for row in rows(files, "withheld.csv") if row[1] == "Check-ins"] == []
    assert list(Exemption.objects.values_list("turn", "verdict", "decided_name")) == [
        (1, "withheld", "Tom Adeyemi"), (2, "given_out", "Sue Brandt"),
    ]  # fmt: skip


@pytest.mark.clause("001:5")
def test_what_cannot_be_decided_is_refused(cast: Cast) -> None:
    made = site(cast)
    decided(cast, made, "1", "withheld")
    before = len(said(made))
    with pytest.raises(Refused, match="Tom Adeyemi has decided so already: withheld"):
        decided(cast, made, "1", "withheld", by=cast.sue)
    with pytest.raises(Refused, match="Choose whether"):
        decided(cast, made, "1", "burned")
    with pytest.raises(Refused, match="Give a reason"):
        decide_exemption(site=made, part="history", ref="1", title="x", verdict="withheld", reason=" ", by=cast.tom, at=AT)
    for who in (cast.pat, cast.dee, cast.casey, cast.maya, cast.erin):
        with pytest.raises(Refused, match="gives orders for the whole district, or audits"):
            decided(cast, made, "2", "withheld", by=who)
    with pytest.raises(Refused, match="another district"):
        decided(cast, made, "2", "withheld", by=cast.hugo)
    assert (Exemption.objects.count(), len(said(made))) == (1, before)


def test_nobody_decides_about_a_site_they_answer_for_themselves(cast: Cast) -> None:
    own = site(cast, responsible=cast.tom)
    with pytest.raises(Refused, match="Somebody else decides what of its record"):
        decided(cast, own, "1", "withheld")
    decided(cast, own, "1", "withheld", by=cast.sue)
    assert take(cast, cast.tom, own, "full").status_code == 200


@pytest.mark.clause("001:5")
def test_under_401_the_director_and_the_superintendent_decide_for_the_reasons_the_policy_names_or_their_own(db: None) -> None:
    cast = build("policy401")
    made = site(cast)
    row = made.pk
    path = reverse("site-record-item", args=[made.pk, "entry", f"{row}:name"])
    assert "decided case by case, for narrow and specific content" in cast.client(cast.tom).get(path).content.decode()
    assert cast.client(cast.tom).post(path, {"verdict": "withheld"}).status_code == 422
    sends = {"verdict": "withheld", "named": "decided case by case, for narrow and specific content", "reason": "A name."}
    assert cast.client(cast.sue).post(path, sends).status_code == 302
    kept = Exemption.objects.get()
    assert (kept.part, kept.ref, kept.decided_name) == ("entry", f"{row}:name", "Sue Brandt")
    assert kept.reason == "decided case by case, for narrow and specific content. A name."
    seen = cast.client(cast.tom).get(reverse("site-record", args=[made.pk])).content.decode()
    assert "Sue Brandt, September 15, 2026: decided case by case" in seen
    assert cast.client(cast.pat).get(path).status_code == 404


def test_who_reads_everything_of_the_place_takes_a_redacted_copy_and_few_a_full_one(cast: Cast) -> None:
    made = site(cast)
    may = {name: take(cast, getattr(cast, name), made).status_code for name in ("tom", "sue", "casey", "pat", "dee")}
    assert set(may.values()) == {200}
    for who in (cast.maya, cast.sam, cast.val, cast.ed, cast.erin, cast.hope, cast.hugo):
        assert take(cast, who, made).status_code == 404
        assert cast.client(who).get(reverse("site-record", args=[made.pk])).status_code == 404
    full = {name: take(cast, getattr(cast, name), made, "full").status_code for name in ("tom", "sue", "casey", "pat", "dee")}
    assert full == {"tom": 200, "sue": 200, "casey": 404, "pat": 404, "dee": 404}
    path = reverse("site-record", args=[made.pk])
    assert [path in cast.client(who).get(reverse("site", args=[made.pk])).content.decode() for who in (cast.pat, cast.maya)] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("public", [True, False])
def test_the_page_says_whether_the_policy_has_all_of_it_as_public_record(db: None, tmp_path: Path, public: bool) -> None:
    document = tmp_path / "policy.toml"
    document.write_text(preset_text("model").replace("public_record = true", f"public_record = {str(public).lower()}"))
    cast = build(str(document))
    made = site(cast)
    seen = cast.client(cast.tom).get(reverse("site-record", args=[made.pk])).content.decode()
    assert ("all of it is public record, with exceptions" in seen, "does not say that all of it" in seen) == (public, not public)


def test_of_two_bundles_with_one_number_the_second_is_refused(cast: Cast) -> None:
    made = site(cast)
    given: dict[str, Any] = {"site": made, "number": 1, "whole": False, "items": 3, "withheld": 0, "sha256": "0" * 64, "at": AT}
    take_out(by=cast.tom, **given)
    before = len(said(made))
    with pytest.raises(Refused, match="Another bundle was made at the same moment"):
        take_out(by=cast.sue, **given)
    assert (Bundle.objects.count(), len(said(made))) == (1, before)


def test_private_notices_and_drafts_are_in_no_copy_and_another_sites_things_neither(cast: Cast) -> None:
    made = lived(cast)
    draft(cast, page_name="Half a thought")
    Submission.objects.filter(name="Half a thought").update(site=made)
    file(cast, page_name="Choir Trip")
    hidden = Submission.objects.get(name="Choir Trip")
    Submission.objects.filter(pk=hidden.pk).update(site=made, confidential=True)
    record_consent(site=site(cast, "Chess"), ground="student_image.named", since_on=TODAY, occasion="Finals", by=cast.maya, at=AT)
    whole = "".join(unpacked(take(cast, cast.tom, made, "full")).values())
    assert [words in whole for words in ("Half a thought", "Choir Trip", "Finals")] == [False, False, False]


def test_cells_that_a_spreadsheet_would_read_as_a_formula_are_harmless(cast: Cast) -> None:
    made = site(cast, "=HYPERLINK(1)")
    files = unpacked(take(cast, cast.tom, made))
    assert [row[2] for row in rows(files, "entry") if row[1] == "Name"] == ["'=HYPERLINK(1)"]
    assert "<h1>=HYPERLINK(1) on Instagram</h1>" in files["index.html"]


def test_the_items_of_a_part_are_read_page_by_page_and_each_can_be_decided_about(cast: Cast) -> None:
    made = site(cast)
    Event.objects.bulk_create(
        Event(
            at=AT, district_id=made.district_id, actor_name="Maya Ortega", verb="look", subject_kind="site", subject_id=made.pk,
            sentence=f"looked, number {number:02}", reason="A note.",
        )
        for number in range(60)
    )  # fmt: skip
    path = reverse("site-record-part", args=[made.pk, "history"])
    seen = cast.client(cast.tom).get(path).content.decode()
    assert ("number 48" in seen, "number 49" in seen, "?page=2" in seen) == (True, False, True)
    assert seen.count("Withheld until somebody decides") == 49
    later = cast.client(cast.tom).get(f"{path}?page=2").content.decode()
    assert ("number 49" in later, "?page=1" in later, "?page=3" in later) == (True, True, False)
    assert cast.client(cast.tom).get(f"{path}?page=999999999").status_code == 200
    assert "Decide<" not in cast.client(cast.pat).get(path).content.decode()
    for ref in ("1000000", "x", "1:2:3"):
        assert cast.client(cast.tom).get(reverse("site-record-item", args=[made.pk, "history", ref])).status_code == 404
    assert cast.client(cast.tom).get(reverse("site-record-part", args=[made.pk, "secrets"])).status_code == 404


def test_every_item_of_every_part_is_found_again_by_its_place(cast: Cast) -> None:
    made = lived(cast)
    parts = parts_of(made)
    assert [part.key for part in parts] == PARTS
    for part in parts:
        items = list(part.items())
        assert [part.find(item.ref) for item in items] == items
        assert len({item.ref for item in items}) == len(items)
        assert {len(item.cells) for item in items} <= {len(part.columns)}


@pytest.mark.clause("001:5")
def test_what_was_decided_and_taken_out_is_never_changed_or_removed(cast: Cast) -> None:
    made = site(cast)
    decided(cast, made, "1", "withheld")
    take(cast, cast.tom, made)
    for kept in (Exemption, Bundle):
        for change in (lambda kept=kept: kept.objects.update(site=made), lambda kept=kept: kept.objects.all().delete()):
            with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
                change()


@pytest.mark.parametrize("lie", [{"reason": ""}, {"turn": 1}, {"turn": None}])
def test_the_database_refuses_an_exemption_without_reason_or_turn_of_its_own(cast: Cast, lie: dict[str, Any]) -> None:
    row = decided(cast, site(cast), "1", "withheld")
    row.pk, row._state.adding, row.turn = None, True, 2
    for name, value in lie.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("count", [1, 3])
def test_a_bundle_costs_the_same_queries_however_long_the_history_is(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    made = site(cast)
    for number in range(count):
        record_consent(site=made, ground="student_image.named", since_on=TODAY, people=number + 1, by=cast.maya, at=AT)
    made = Site.objects.select_related("district", "policy_version").get()
    with django_assert_num_queries(len(PARTS)):
        assert sum(1 for part in parts_of(made) for _item in part.items()) > count


@pytest.mark.clause("001:5", "003:1")
def test_a_history_of_thousands_of_events_leaves_the_house_within_a_minute(cast: Cast) -> None:
    made = site(cast)
    Event.objects.bulk_create(
        Event(
            at=AT, district_id=made.district_id, actor_name="Maya Ortega", verb="look", subject_kind="site", subject_id=made.pk,
            sentence=f"looked at Robotics, number {number}", reason="All is well.",
        )
        for number in range(3_000)
    )  # fmt: skip
    began = time.perf_counter()
    files = unpacked(take(cast, cast.tom, made))
    assert time.perf_counter() - began < 60
    assert len(rows(files, "history")) == 3_001
