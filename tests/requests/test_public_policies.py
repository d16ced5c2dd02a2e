"""The five public policies as forms and routes, as the people in them live through them."""

from typing import Any

import pytest

from accounts.rules import Refused
from policies.selectors import document_of, presets
from records.models import Message
from registry import services as registry
from registry.models import Site
from requests import services, states
from requests.models import Submission
from requests.selectors.reading import checklist
from tests.cast import Cast, build
from tests.requests.filing import answer, draft, seat

from .public import CHSD230, CRSCHOOLS, JNDC, LATER, POLICY401, STAFFUSE, ask, errors, file, form, route


@pytest.mark.django_db
@pytest.mark.parametrize("key", presets())
def test_every_form_is_asked_on_every_platform_for_every_kind_of_page(key: str) -> None:
    """Sent with nothing else, it says what is missing, at the fields that are on it, and never fails."""
    cast = build(key)
    policy = document_of(cast.policy)
    page = cast.client(cast.maya).get("/submissions/new/")
    assert page.status_code == 200
    shown = page.content.decode()
    assert [field.key for field in policy.fields_at("request") if f'name="{field.key}"' not in shown] == []
    for entity in policy.entities:
        for platform in policy.platforms:
            place = cast.birchwood if "school" in (entity.places or ("school",)) else cast.office
            sent = form(cast, {"entity": entity.key, "platform": platform.key}, place=place)
            assert set(sent.errors) <= set(sent.fields)
            assert {"entity": entity.key, "platform": platform.key}.items() <= sent.answers().items() or platform.retired


@pytest.mark.parametrize(
    ("policy", "word"), [("crschools", "attendance center"), ("chsd230", "building"), ("jndc", "school"), ("model", "school")]
)
def test_the_form_asks_for_the_place_in_the_districts_own_word(policy: str, word: str, db: None) -> None:
    cast = build(policy)
    page = cast.client(cast.maya).get("/submissions/new/").content.decode()
    assert f"Which {word} or office is it for?" in page
    assert errors(cast, {"place": ""})["place"] == f"Choose the {word} or office it is for."


@pytest.mark.parametrize(
    ("policy", "typed"),
    [("staffuse", STAFFUSE), ("policy401", POLICY401), ("chsd230", CHSD230), ("jndc", JNDC)],
)
def test_what_is_filled_in_is_taken(policy: str, typed: dict[str, Any], db: None) -> None:
    assert errors(build(policy), typed) == {}


@pytest.mark.clause("000:6", "000:7", "000:11", "000:14")
def test_staffuse_takes_nothing_before_its_statements_are_accepted(staffuse: Cast) -> None:
    left = {f"statement_{key}": "" for key in ("separate", "workplace", "law", "no_privacy")}
    assert set(errors(staffuse, STAFFUSE, **left)) == set(left)


@pytest.mark.clause("000:7", "003:2")
@pytest.mark.parametrize(("policy", "typed"), [("staffuse", STAFFUSE), ("jndc", JNDC)])
def test_a_private_mailbox_is_refused_and_any_professional_one_is_not(policy: str, typed: dict[str, Any], db: None) -> None:
    cast = build(policy)
    assert errors(cast, typed, account_email="maya@gmail.com") == {
        "account_email": "gmail.com is for private mail. Use your professional address; private ones are not kept here."
    }
    assert errors(cast, typed, account_email="maya@booster-club.example") == {}


@pytest.mark.clause("000:8", "000:9", "000:10", "000:12")
def test_staffuse_recommends_and_does_not_stop(staffuse: Cast) -> None:
    left = {"audience": [], "visibility": "public", "public_reason": "", "identification": "", "photos_planned": ""}
    assert errors(staffuse, {**STAFFUSE, "identified_on": ""}, **left) == {}


@pytest.mark.clause("000:5")
def test_staffuse_needs_the_matter_of_a_school_page_and_not_of_an_office_page(staffuse: Cast) -> None:
    assert set(errors(staffuse, STAFFUSE, purpose_kind="", purpose="")) == {"purpose_kind", "purpose"}
    assert errors(staffuse, STAFFUSE, entity="office", purpose_kind="", place=staffuse.office) == {}


@pytest.mark.clause("000:9", "000:8")
def test_staffuse_shows_what_was_recommended_and_left_open(staffuse: Cast) -> None:
    filed = file(staffuse, STAFFUSE, visibility="public", public_reason="", audience=[])
    found = {check.title: check.text for check in checklist(filed, document_of(staffuse.policy), accepted=4) if not check.ok}
    assert found == {
        "Who is it for?": "Not answered, though the policy prefers it.",
        "What is the specific educational need for it to be public?": "Not answered, though the policy prefers it.",
        "Everybody; the policy prefers members only": "No reason was given.",
    }


@pytest.mark.clause("000:23")
def test_staffuse_registers_at_once_and_nobody_approved(staffuse: Cast) -> None:
    filed = file(staffuse, STAFFUSE)
    site = Site.objects.get()
    assert (filed.status, route(filed), site.visibility, site.responsible) == (states.DONE, {}, "private", staffuse.maya)
    assert site.decided == "Registered without an approval, as the policy says"


@pytest.mark.clause("000:3")
def test_staffuse_registers_a_page_of_an_office_at_that_office(staffuse: Cast) -> None:
    file(staffuse, STAFFUSE, by=staffuse.casey, entity="office", activity="Community Relations", place=staffuse.office)
    assert (Site.objects.get().school, Site.objects.get().entity) == (staffuse.office, "office")


@pytest.mark.clause("000:13", "001:4")
@pytest.mark.parametrize(
    ("policy", "typed", "who"), [("staffuse", STAFFUSE, "pat"), ("staffuse", STAFFUSE, "sue"), ("policy401", POLICY401, "sue")]
)
def test_whom_the_text_names_suspends_a_site_with_a_reason_and_others_do_not(
    policy: str, typed: dict[str, Any], who: str, db: None
) -> None:
    cast = build(policy)
    file(cast, typed)
    site = Site.objects.get()
    for other in (cast.sam, cast.casey, cast.tom):
        with pytest.raises(Refused):
            registry.suspend(site=site, reason="A picture of a student.", by=other, at=LATER)
    with pytest.raises(Refused):
        registry.suspend(site=site, reason="", by=getattr(cast, who), at=LATER)
    registry.suspend(site=site, reason="A picture of a student.", by=getattr(cast, who), at=LATER)
    site.refresh_from_db()
    assert site.status == "suspended"
    assert Message.objects.filter(kind="directive", to_name="Maya Ortega").exists()


@pytest.mark.clause("001:12")
def test_401_the_principal_is_told_and_the_site_stands_in_the_register(policy401: Cast) -> None:
    filed = file(policy401, POLICY401)
    assert (filed.status, route(filed)) == (states.DONE, {"tell": "done"})
    told = set(Message.objects.filter(kind="notify").values_list("to_name", flat=True))
    assert told == {"Pat Lindqvist", "Dee Okafor"}
    assert Site.objects.get().address.lower() == POLICY401["address"].lower()


@pytest.mark.clause("001:1")
def test_401_covers_volunteers_whom_the_others_do_not(policy401: Cast) -> None:
    sent = form(policy401, POLICY401)
    assert sent.is_valid()
    begun = draft(policy401, by=policy401.val)
    answers = {**sent.answers(), "responsible": policy401.maya.pk}
    filed = services.submit(
        submission=begun, place=begun.place, answers=answers, accepted=sent.accepted(), by=policy401.val, at=LATER
    )
    assert filed.status == states.DONE


@pytest.mark.clause("001:19")
def test_401_wants_the_basis_of_pictures_of_students(policy401: Cast) -> None:
    assert errors(policy401, POLICY401, student_images="") == {"student_images": "Choose one."}
    filed = file(policy401, POLICY401, student_images="public_event")
    assert filed.answers["student_images"] == "public_event"


@pytest.mark.clause("001:9", "001:13", "001:17", "001:18", "001:20", "001:22")
def test_401_takes_nothing_before_its_rules_are_accepted(policy401: Cast) -> None:
    rules = ("guidelines", "law", "confidential", "protected_data", "coworkers", "floor_plans", "relationships")
    left = {f"statement_{key}": "" for key in rules}
    assert set(errors(policy401, POLICY401, **left)) == set(left)


@pytest.mark.clause("002:8", "002:6")
def test_230_requires_its_three_parts_and_nothing_more(chsd230: Cast) -> None:
    assert set(errors(chsd230, {})) == {"activity", "platform", "purpose"}
    assert errors(chsd230, CHSD230, entity="") == {}
    assert [key for key, _ in form(chsd230, CHSD230).fields["entity"].choices] == ["class", "extracurricular", "sport"]


@pytest.mark.clause("002:1", "002:12", "002:13", "002:15")
def test_230_takes_nothing_before_its_statements_are_accepted(chsd230: Cast) -> None:
    left = {f"statement_{key}": "" for key in ("augments", "district_equipment", "confidential", "content")}
    assert set(errors(chsd230, CHSD230, **left)) == set(left)


@pytest.mark.clause("002:5")
def test_230_wants_an_account_of_the_district(chsd230: Cast) -> None:
    filed = file(chsd230, CHSD230)
    answer(filed, "approve", chsd230.pat, "approve", at=LATER)
    given = {"address": "https://www.facebook.com/BiologyTwo", "account_email": "maya@mail.example"}
    page = chsd230.client(chsd230.maya).post(f"/queue/{seat(filed, 'give_address').pk}/", given)
    assert page.status_code == 422
    assert "Use an address of the district, ending in @lakeside.example." in page.content.decode()
    assert not Site.objects.exists()


@pytest.mark.clause("003:13", "003:14")
def test_jndc_recommends_a_plan_and_a_name_and_shows_what_was_left_open(jndc: Cast) -> None:
    filed = file(jndc, JNDC)
    found = [check.title for check in checklist(filed, document_of(jndc.policy), accepted=7) if not check.ok]
    assert found == [
        "What are the messages?",
        "Who is it for?",
        "What are the goals?",
        "How will it be kept current and accurate?",
        "Name of the page",
    ]


@pytest.mark.clause("003:16")
def test_jndc_needs_a_way_that_is_not_electronic(jndc: Cast) -> None:
    assert set(errors(jndc, JNDC, non_electronic="")) == {"non_electronic"}


@pytest.mark.clause("003:3")
def test_jndc_asks_teams_alone_about_the_whole_team(jndc: Cast) -> None:
    assert errors(jndc, JNDC, statement_whole_team="") == {}
    assert set(errors(jndc, JNDC, entity="team", statement_whole_team="")) == {"statement_whole_team"}


@pytest.mark.clause("003:17", "003:18", "003:19", "003:21", "003:23", "003:24", "003:25")
def test_jndc_takes_nothing_before_its_statements_are_accepted(jndc: Cast) -> None:
    keys = (
        "members_not_friends", "by_invitation", "parents_may_join", "educational", "supervisor_access", "separate_profiles",
        "other_policies",
    )  # fmt: skip
    left = {f"statement_{key}": "" for key in keys}
    assert set(errors(jndc, JNDC, **left)) == set(left)


@pytest.mark.clause("004:7", "004:8")
def test_crschools_asks_both_at_once_and_both_must_approve(crschools: Cast) -> None:
    filed = ask(crschools)
    seats = filed.steps.get(key="approve").seats.filter(state="open")
    assert {seat.role for seat in seats} == {"supervisor", "community_relations"}
    for role, who in (("community_relations", crschools.casey), ("supervisor", crschools.sam)):
        assert not Site.objects.exists()
        services.close_step(seat=seats.get(role=role), outcome="approve", by=who, at=LATER, reason="", values={})
    filed.refresh_from_db()
    assert filed.status == states.DONE
    assert "Casey Moreno" in Site.objects.get().decided
    assert "Sam Whitfield" in Site.objects.get().decided


@pytest.mark.clause("004:8")
def test_crschools_one_decline_is_enough(crschools: Cast) -> None:
    filed = ask(crschools)
    seat = filed.steps.get(key="approve").seats.get(role="community_relations")
    services.close_step(seat=seat, outcome="decline", by=crschools.casey, at=LATER, reason="There is one already.", values={})
    filed.refresh_from_db()
    assert filed.status == states.DECLINED
    assert not Site.objects.exists()


@pytest.mark.clause("004:10")
def test_crschools_decides_on_the_logo_later_while_the_page_goes_ahead(crschools: Cast) -> None:
    filed = ask(crschools, uses_logo="yes")
    assert route(filed) == {"approve": "open", "brand": "waiting"}
    seats = filed.steps.get(key="approve").seats
    services.close_step(seat=seats.get(role="supervisor"), outcome="approve", by=crschools.sam, at=LATER, reason="", values={})
    community = seats.get(role="community_relations")
    services.close_step(seat=community, outcome="approve", by=crschools.casey, at=LATER, reason="", values={})
    filed.refresh_from_db()
    assert (Site.objects.count(), filed.status, route(filed)["brand"]) == (1, states.OPEN, "open")
    answer(filed, "brand", crschools.casey, "decline", "Use the plain name.", at=LATER)
    filed.refresh_from_db()
    assert (filed.status, Site.objects.get().status) == (states.DONE, "active")


@pytest.mark.clause("004:9")
def test_crschools_refuses_a_personal_account(crschools: Cast) -> None:
    with pytest.raises(Refused, match="Make an organization page instead"):
        ask(crschools, container="personal_account")
    assert not Submission.objects.exclude(status=states.DRAFT).exists()


@pytest.mark.clause("004:13")
def test_crschools_gives_access_to_those_who_were_approved(crschools: Cast) -> None:
    assert set(errors(crschools, CRSCHOOLS)) == {"posters"}
    filed = ask(crschools)
    seats = filed.steps.get(key="approve").seats
    for role, who in (("supervisor", crschools.sam), ("community_relations", crschools.casey)):
        services.close_step(seat=seats.get(role=role), outcome="approve", by=who, at=LATER, reason="", values={})
    posters = Site.objects.get().posters.order_by("person__name")
    assert [poster.person for poster in posters] == [crschools.maya, crschools.sam]


@pytest.mark.clause("004:6")
def test_crschools_asks_for_other_applications_without_insisting(crschools: Cast) -> None:
    assert errors(crschools, CRSCHOOLS, posters=[crschools.maya.pk], third_party_apps="") == {}


@pytest.mark.clause("004:3", "004:11", "004:12", "004:13")
def test_crschools_takes_nothing_before_its_statements_are_accepted(crschools: Cast) -> None:
    left = {f"statement_{key}": "" for key in ("confidential", "no_advocacy", "releases", "security")}
    assert set(errors(crschools, CRSCHOOLS, posters=[crschools.maya.pk], **left)) == set(left)


@pytest.mark.clause("000:9")
@pytest.mark.parametrize(("policy", "chosen"), [("staffuse", "private"), ("model", "private")])
def test_what_the_policy_prefers_is_chosen_beforehand(policy: str, chosen: str, db: None) -> None:
    cast = build(policy)
    page = cast.client(cast.maya).get("/submissions/new/?entity=class&platform=facebook")
    boxes = {option.data["value"]: option.data["selected"] for option in page.context["form"]["visibility"].subwidgets}
    assert [value for value, selected in boxes.items() if selected] == [chosen]
    begun = draft(cast, visibility="public")
    page = cast.client(cast.maya).get(f"/submissions/{begun.pk}/edit/")
    assert page.context["form"]["visibility"].value() == "public"


@pytest.mark.parametrize(
    ("policy", "heading", "onward"),
    [
        ("staffuse", "No approval is needed.", "Put it into the registry"),
        ("policy401", "No approval is needed.", "Fill in the form"),
        ("crschools", "Yes, ask first.", "Start the request"),
    ],
)
def test_whether_to_ask_depends_on_whether_somebody_approves(policy: str, heading: str, onward: str, db: None) -> None:
    cast = build(policy)
    page = cast.client(cast.maya).get("/need-to-ask/?whose=work&entity=class&platform=facebook").content.decode()
    assert f"<h2>{heading}</h2>" in page
    assert f">{onward}</a>" in page


@pytest.mark.clause("003:15")
def test_before_a_container_is_chosen_nobody_is_asked_for_an_exception(jndc: Cast) -> None:
    client = jndc.client(jndc.maya)
    ask = "/need-to-ask/?whose=work&entity=club&platform="
    group = client.get(f"{ask}facebook").content.decode()
    assert "<h2>No approval is needed.</h2>" in group
    assert "As a group, as the policy wants it. Anything else needs an exception that somebody decides on." in group
    assert "whitfield, supervisor, decides" not in group.lower()
    account = client.get(f"{ask}x").content.decode()  # it has no groups
    assert "<h2>Yes, ask first.</h2>" in account
    assert "As a group" not in account
    blank = client.get("/submissions/new/").content.decode()
    assert "sets the duties" in blank
    assert "supervisor, decides" not in blank
