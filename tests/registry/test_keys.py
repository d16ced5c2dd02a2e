"""Who is administrator of a site on its platform, and who holds the sealed credential. No secret is ever kept."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person, Role
from accounts.rules import Refused
from policies.selectors import preset_text
from records.models import Event, Message
from registry.models import PlatformAdmin, Site
from registry.selectors import Asked, keys_of, register_page
from registry.services import add_admin, close, confirm_admins, keep_keys, remove_admin
from tests.cast import AT, TODAY, Cast, build

from .sites import said, site

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)
PATH = "site-keys"
ADVICE = "The policy sets no number."
KNOWN = {"sealed_with": None, "sealed_since": None, "sealed_where": "", "recovery": "unknown", "second_factor": "unknown"}

Strict = Callable[..., Cast]


@pytest.fixture(autouse=True)
def at_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.middleware.timezone.now", lambda: AT)


@pytest.fixture
def strict(db: None, tmp_path: Path) -> Strict:
    """Everybody, under a policy that also says something of the keys."""

    def made(*lines: str) -> Cast:
        document = tmp_path / "strict.toml"
        document.write_text(preset_text("model").replace("[site]\n", "\n".join(["[site]", *lines, ""]), 1))
        return build(str(document))

    return made


def listed(made: Site, by: Person, *people: Person, offices: tuple[str, ...] = ()) -> None:
    for person in people:
        add_admin(site=made, person=person, since_on=YESTERDAY, by=by, at=AT)
    for key in offices:
        add_admin(site=made, office=office(made, key), since_on=YESTERDAY, by=by, at=AT)


def office(made: Site, key: str) -> Role:
    return Role.objects.get(district_id=made.district_id, key=key)


def page(cast: Cast, who: Person, made: Site, name: str = "site") -> str:
    return cast.client(who).get(reverse(name, args=[made.pk])).content.decode()


def post(cast: Cast, who: Person, name: str, *args: int, **sends: str) -> Any:
    return cast.client(who).post(reverse(name, args=args), sends)


def shown(cast: Cast, made: Site) -> list[str]:
    return list(keys_of(made, cast.standing(cast.maya)).missing)


def short(cast: Cast, **more: Any) -> list[str]:
    return [line.name for line in register_page(cast.standing(cast.tom), Asked(few_admins=True, **more)).lines]


def test_a_person_and_an_office_are_listed_each_with_one_event_and_no_mail(cast: Cast) -> None:
    made = site(cast)
    before = len(said(made))
    listed(made, cast.maya, cast.sam, offices=("community_relations",))
    rows = list(PlatformAdmin.objects.values_list("person", "office", "office_label", "since_on", "confirmed_on", "ended_on"))
    assert rows == [
        (cast.sam.pk, "", "", YESTERDAY, None, None),
        (None, "community_relations", "Community Relations", YESTERDAY, None, None),
    ]
    assert said(made)[before:] == [
        ("add_admin", "Maya Ortega", "listed Sam Whitfield as administrator of Robotics on Instagram on the platform", ""),
        ("add_admin", "Maya Ortega", "listed Community Relations as administrator of Robotics on Instagram on the platform", ""),
    ]
    assert not Message.objects.exists()


def test_who_cannot_be_one_is_refused(cast: Cast) -> None:
    made = site(cast)
    listed(made, cast.maya, cast.sam, offices=("principal",))
    before = len(said(made))
    Person.objects.filter(pk=cast.ed.pk).update(is_active=False)
    cast.ed.refresh_from_db()
    external = Role.objects.create(district=cast.lakeside, key="board", label="Board", scope="external")
    of_harbor = Role.objects.get(district=cast.harbor, key="principal")
    for given, sentence in (
        ({"person": cast.sam}, "Sam Whitfield is listed already"),
        ({"office": office(made, "principal")}, "Principal is listed already"),
        ({"person": cast.hal}, "does not belong to this district"),
        ({"person": cast.ed}, "Ed Castell has left"),
        ({"office": external}, "Board is no office"),
        ({"office": of_harbor}, "is no office"),
        ({}, "Name a person, or choose an office"),
        ({"person": cast.pat, "office": office(made, "superintendent")}, "one of the two"),
        ({"person": cast.pat, "since_on": TODAY + timedelta(days=1)}, "does not lie ahead"),
    ):
        with pytest.raises(Refused, match=sentence):
            add_admin(site=made, by=cast.maya, at=AT, **{"since_on": YESTERDAY, **given})
    assert (PlatformAdmin.objects.count(), len(said(made))) == (2, before)


def test_the_list_is_kept_by_whoever_answers_and_by_roles_that_give_orders_while_the_site_lives(cast: Cast) -> None:
    made = site(cast)
    for by, person in ((cast.maya, cast.maya), (cast.dee, cast.sam), (cast.tom, cast.tom)):
        listed(made, by, person)
    for who in (cast.sam, cast.val, cast.casey, cast.erin):
        with pytest.raises(Refused, match="keeps the list of its administrators"):
            listed(made, who, cast.pat)
    close(site=made, reason="Over.", by=cast.pat, at=AT)
    with pytest.raises(Refused, match="is closed"):
        listed(made, cast.maya, cast.pat)


def test_somebody_is_taken_off_once_and_may_come_back(cast: Cast) -> None:
    made = site(cast)
    listed(made, cast.maya, cast.sam)
    row = PlatformAdmin.objects.select_related("site", "person").get()
    remove_admin(admin=row, by=cast.pat, at=AT)
    assert PlatformAdmin.objects.values_list("ended_on", flat=True).get() == TODAY
    sentence = "took Sam Whitfield off the administrators of Robotics on Instagram"
    assert said(made)[-1] == ("remove_admin", "Pat Lindqvist", sentence, "")
    with pytest.raises(Refused, match="not on the list any more"):
        remove_admin(admin=row, by=cast.pat, at=AT)
    listed(made, cast.maya, cast.sam)
    assert PlatformAdmin.objects.filter(ended_on=None).count() == 1


def test_the_list_is_confirmed_once_a_day_and_not_while_somebody_on_it_has_left(cast: Cast) -> None:
    made = site(cast)
    with pytest.raises(Refused, match="Nobody is listed"):
        confirm_admins(site=made, by=cast.maya, at=AT)
    listed(made, cast.maya, cast.maya, cast.sam)
    assert confirm_admins(site=made, by=cast.maya, at=AT) == 2
    confirmed = set(PlatformAdmin.objects.values_list("confirmed_on", "confirmed_name"))
    assert confirmed == {(TODAY, "Maya Ortega")}
    assert said(made)[-1][:2] == ("confirm_admins", "Maya Ortega")
    with pytest.raises(Refused, match="confirmed today already"):
        confirm_admins(site=made, by=cast.pat, at=AT)
    Person.objects.filter(pk=cast.sam.pk).update(is_active=False)
    with pytest.raises(Refused, match="Sam Whitfield has left"):
        confirm_admins(site=made, by=cast.maya, at=AT + timedelta(days=1))


def test_what_is_known_of_the_keys_is_written_down_with_what_stood_there_before(cast: Cast) -> None:
    made = site(cast)
    held = office(made, "technology_director")
    keep_keys(
        site=made, sealed_with=held, sealed_since=YESTERDAY, sealed_where="Safe of the main office", recovery="yes",
        second_factor="no", by=cast.maya, at=AT,
    )  # fmt: skip
    stored = Site.objects.get()
    assert (stored.sealed_with, stored.sealed_label, stored.sealed_since, stored.sealed_where) == (
        "technology_director", "Technology director", YESTERDAY, "Safe of the main office",
    )  # fmt: skip
    assert (stored.recovery, stored.second_factor) == ("yes", "no")
    event = Event.objects.order_by("id").last()
    assert event is not None
    assert (event.verb, event.sentence) == ("keep_keys", "wrote down what is known of the keys of Robotics on Instagram")
    assert event.details["second factor"] == ["unknown", "no"]
    assert event.details["sealed credential"] == ["", "Technology director"]
    with pytest.raises(Refused, match="Nothing would change"):
        keep_keys(
            site=stored, sealed_with=held, sealed_since=YESTERDAY, sealed_where="Safe of the main office", recovery="yes",
            second_factor="no", by=cast.maya, at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"sealed_where": "pw: Robots-2026!"}, "This looks like a password. Rollcall keeps none"),
        ({"sealed_where": "In the safe"}, "Say who holds the sealed credential"),
        ({"sealed_since": YESTERDAY}, "Say who holds the sealed credential"),
        ({"recovery": "maybe"}, "Choose yes, no or not known"),
    ],
)
def test_a_password_and_half_an_answer_are_refused(cast: Cast, given: dict[str, Any], sentence: str) -> None:
    made = site(cast)
    before = len(said(made))
    with pytest.raises(Refused, match=sentence):
        keep_keys(site=made, by=cast.maya, at=AT, **{**KNOWN, **given})
    assert len(said(made)) == before


def test_a_day_is_needed_and_has_come(cast: Cast) -> None:
    made = site(cast)
    held = {**KNOWN, "sealed_with": office(made, "principal")}
    with pytest.raises(Refused, match="Give the day since when"):
        keep_keys(site=made, by=cast.maya, at=AT, **held)
    with pytest.raises(Refused, match="does not lie ahead"):
        keep_keys(site=made, by=cast.maya, at=AT, **{**held, "sealed_since": date(2027, 1, 1)})


def test_of_two_who_write_at_once_the_second_is_asked_to_look_again(cast: Cast) -> None:
    made = site(cast)
    stale = Site.objects.select_related("district", "policy_version", "responsible").get()
    keep_keys(site=made, by=cast.maya, at=AT, **{**KNOWN, "recovery": "yes"})
    with pytest.raises(Refused, match="in the meantime"):
        keep_keys(site=stale, by=cast.pat, at=AT, **{**KNOWN, "second_factor": "yes"})
    assert (Site.objects.get().recovery, Site.objects.get().second_factor) == ("yes", "unknown")


def test_where_the_policy_names_who_holds_it_nobody_else_does(strict: Strict) -> None:
    cast = strict('credentials_held_by = ["community_relations"]')
    made = site(cast)
    assert shown(cast, made) == ["The policy has the sealed credential held by Community Relations."]
    with pytest.raises(Refused, match="The policy has it held by Community Relations"):
        keep_keys(
            site=made, by=cast.maya, at=AT,
            **{**KNOWN, "sealed_with": office(made, "principal"), "sealed_since": TODAY},
        )  # fmt: skip
    held = {**KNOWN, "sealed_with": office(made, "community_relations"), "sealed_since": TODAY}
    keep_keys(site=made, by=cast.maya, at=AT, **held)
    assert shown(cast, made) == []
    choices = page(cast, cast.maya, made, "site-keys-change")
    assert ("Community Relations</option>" in choices, "Principal</option>" in choices) == (True, False)


def test_fewer_than_the_policy_wants_is_amber_and_whoever_has_left_does_not_count(strict: Strict) -> None:
    cast = strict("minimum_admins = 2")
    made = site(cast)
    assert shown(cast, made) == ["The policy wants at least 2 administrators; none is on record."]
    listed(made, cast.maya, cast.maya, cast.sam)
    assert shown(cast, made) == []
    Person.objects.filter(pk=cast.sam.pk).update(is_active=False)
    assert shown(cast, made) == ["The policy wants at least 2 administrators; one is on record."]
    seen = page(cast, cast.maya, made)
    assert ('class="note is-due"' in seen, "Has left" in seen, ADVICE in seen) == (True, True, False)


def test_an_office_that_the_policy_names_is_missed(strict: Strict) -> None:
    cast = strict('admin_offices = ["community_relations"]')
    made = site(cast)
    listed(made, cast.maya, cast.maya, cast.sam)
    assert shown(cast, made) == ["The policy wants Community Relations as administrator."]
    assert short(cast) == ["Robotics"]
    listed(made, cast.maya, offices=("community_relations",))
    assert (shown(cast, made), short(cast)) == ([], [])


def test_where_the_policy_says_nothing_two_are_advised_and_nothing_is_amber(cast: Cast) -> None:
    made = site(cast)
    listed(made, cast.maya, cast.maya)
    seen = page(cast, cast.maya, made)
    assert (ADVICE in seen, 'class="note is-due"' in seen, shown(cast, made)) == (True, False, [])
    listed(made, cast.maya, cast.sam)
    assert ADVICE not in page(cast, cast.maya, made)
    assert "Administrators on the platform" not in page(cast, cast.ed, made)


def test_whoever_audits_filters_by_sites_with_few_administrators_and_others_find_none(strict: Strict) -> None:
    cast = strict("minimum_admins = 3")
    two, three, none = site(cast, "Art"), site(cast, "Band"), site(cast, "Chess", policy_version=None)
    over = site(cast, "Dance")
    listed(two, cast.maya, cast.maya, cast.sam)
    listed(three, cast.maya, cast.maya, cast.sam, offices=("principal",))
    listed(none, cast.maya, cast.maya, cast.sam)
    close(site=over, reason="Over.", by=cast.pat, at=AT)
    assert short(cast) == ["Art"]
    assert short(cast, status="all") == ["Art"]
    remove_admin(admin=PlatformAdmin.objects.filter(site=none).select_related("site")[0], by=cast.maya, at=AT)
    assert short(cast) == ["Art", "Chess"]
    Person.objects.filter(pk=cast.sam.pk).update(is_active=False)
    assert short(cast) == ["Art", "Band", "Chess"]
    assert register_page(cast.standing(cast.ed), Asked(few_admins=True)).lines == []
    listing = reverse("sites")
    assert f"{listing}?few_admins=1" in cast.client(cast.tom).get(listing).content.decode()
    assert f"{listing}?few_admins=1" not in cast.client(cast.ed).get(listing).content.decode()


def test_from_the_page_the_list_is_kept(cast: Cast) -> None:
    made = site(cast)
    for sends in ({}, {"email": "sam@lakeside.example", "office": str(office(made, "principal").pk)}):
        wrong = post(cast, cast.maya, PATH, made.pk, since_on="2026-09-14", **sends)
        assert (wrong.status_code, "one of the two" in wrong.content.decode()) == (422, True)
    unknown = post(cast, cast.maya, PATH, made.pk, since_on="2026-09-14", email="nobody@lakeside.example")
    assert (unknown.status_code, "nobody@lakeside.example" in unknown.content.decode()) == (422, True)
    assert post(cast, cast.maya, PATH, made.pk, since_on="2026-09-14", email="sam@lakeside.example").status_code == 302
    chosen = str(office(made, "principal").pk)
    assert post(cast, cast.maya, PATH, made.pk, since_on="2026-09-14", office=chosen).status_code == 302
    assert post(cast, cast.maya, "site-keys-confirmed", made.pk).status_code == 302
    seen = page(cast, cast.maya, made, PATH)
    assert "Office. Since September 14, 2026. Maya Ortega confirmed it on September 15, 2026." in seen
    row = PlatformAdmin.objects.get(person=cast.sam)
    assert (
        "Take Sam Whitfield off"
        in cast.client(cast.maya).get(reverse("site-admin-remove", args=[made.pk, row.pk])).content.decode()
    )
    assert post(cast, cast.maya, "site-admin-remove", made.pk, row.pk).status_code == 302
    assert post(cast, cast.maya, "site-admin-remove", made.pk, row.pk).status_code == 404


def test_what_is_known_of_the_keys_is_changed_on_its_page_and_a_password_stays_out(cast: Cast) -> None:
    made = site(cast)
    held = {
        "sealed_with": str(office(made, "principal").pk),
        "sealed_since": "2026-09-14",
        "recovery": "yes",
        "second_factor": "no",
    }
    wrong = post(cast, cast.maya, "site-keys-change", made.pk, sealed_where="tR0ub4dor&3", **held)
    assert (wrong.status_code, "This looks like a password" in wrong.content.decode()) == (422, True)
    assert post(cast, cast.maya, "site-keys-change", made.pk, sealed_where="Safe", **held).status_code == 302
    seen = page(cast, cast.maya, made)
    assert "Principal, since September 14, 2026" in seen
    assert 'value="Safe"' in page(cast, cast.maya, made, "site-keys-change")
    assert ["Safe" in page(cast, who, made) for who in (cast.maya, cast.tom, cast.sam)] == [True, True, False]
    assert "Safe" not in str(list(Event.objects.values_list("sentence", "reason", "details")))


def test_who_reads_all_of_the_site_reads_the_list_and_gets_no_form(cast: Cast) -> None:
    made = site(cast)
    listed(made, cast.maya, cast.maya)
    for who in (cast.sam, cast.casey):
        seen = page(cast, who, made, PATH)
        assert ("Maya Ortega" in seen, "Add an administrator" in seen, "Take off the list" in seen) == (True, False, False)
        assert post(cast, who, PATH, made.pk, since_on="2026-09-14", email="sam@lakeside.example").status_code == 404
        assert cast.client(who).get(reverse("site-keys-change", args=[made.pk])).status_code == 404
    assert [cast.client(who).get(reverse(PATH, args=[made.pk])).status_code for who in (cast.ed, cast.hope)] == [404, 404]


@pytest.mark.parametrize(
    "lie", [{"office": "principal"}, {"person": None}], ids=["a person and an office", "neither"]
)  # fmt: skip
def test_the_database_refuses_lies(cast: Cast, lie: dict[str, Any]) -> None:
    made = site(cast)
    listed(made, cast.maya, cast.maya)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlatformAdmin.objects.update(**lie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.update(sealed_with="principal")


@pytest.mark.parametrize("count", [1, 3])
def test_the_section_costs_one_query_however_many_there_are(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    made = site(cast)
    listed(made, cast.maya, *[cast.maya, cast.sam, cast.pat][:count])
    standing = cast.standing(cast.maya)
    with django_assert_num_queries(1):
        assert len(keys_of(made, standing).lines) == count
