"""What stands on the public forms before anything is typed: what the law wants reported, what is fine, what becomes of it."""

import pytest
from django.test import Client

from concerns.models import Complaint
from registry.models import FoundPage, Site
from tests.cast import build

from .complaining import address, door, hold, page, readers, send, site

pytestmark = pytest.mark.django_db
STATE = "Whoever must report by law does so to the state agency itself, at once."
FINE = {
    "policy401": "Where somebody works, and as what, may stand in a personal profile.",
    "crschools": "Sharing the District&#39;s posts on a personal page is welcome.",
    "chsd230": "What does not go over District equipment or its network is presumed not to have a legitimate reason.",
}


@pytest.mark.clause("001:14", "004:4")
@pytest.mark.parametrize("policy", ["policy401", "crschools"])
def test_how_to_report_to_the_state_stands_above_the_form_and_what_was_done_is_taken_as_a_note(policy: str) -> None:
    cast = build(policy)
    made = site(cast, complaints_to=cast.sam)
    for path in (address(made), door(cast), door(cast, "page"), door(cast, "personal")):
        shown = Client().get(path).content.decode()
        assert STATE in shown
        assert "call 911" in shown
        assert "<form" not in shown or shown.index(STATE) < shown.index('name="text"')
    send(address(made), category="other", done="I reported it to the hotline.")
    assert "I reported it to the hotline." in page(cast, cast.sue, Complaint.objects.get()).content.decode()


@pytest.mark.clause("001:23", "002:15", "004:15")
@pytest.mark.parametrize("policy", FINE)
def test_what_is_fine_or_presumed_stands_beside_the_form(policy: str) -> None:
    cast = build(policy)
    for path in (address(site(cast)), door(cast, "personal")):
        assert FINE[policy] in Client().get(path).content.decode()


@pytest.mark.clause("002:15")
def test_the_sentence_also_stands_beside_the_complaint_as_its_receivers_read_it() -> None:
    cast = build("chsd230")
    hold(cast.casey, "administration")
    send(address(site(cast)), category="other")
    assert FINE["chsd230"] in page(cast, cast.casey, Complaint.objects.get()).content.decode()


def test_what_nobody_translated_is_marked_as_english_on_a_spanish_page() -> None:
    more = """
[[passage]]
number = "99"
says = "Ask the office first."
level = "says"
shown_at = ["complaint"]
"""
    path = address(site(build(adding=more)))
    assert '<p lang="en">Ask the office first.</p>' in Client().get(f"{path}?lang=es").content.decode()
    assert "<p>Ask the office first.</p>" in Client().get(path).content.decode()


def test_that_it_may_become_a_public_record_is_said_where_the_policy_says_so() -> None:
    cast = build("jndc")
    assert "may become a public record" in Client().get(address(site(cast))).content.decode()


# impersonation --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("000:20")
def test_a_page_that_claims_to_be_official_leads_to_the_platforms_own_steps() -> None:
    cast = build("staffuse")
    before = Client().get(door(cast, "not-ours")).content.decode()
    assert "Ask the platform itself to remove it" in before
    assert all(host in before for host in ("www.facebook.com/help", "help.instagram.com", "help.x.com", "support.google.com"))
    after = send(door(cast, "not-ours"), seen_at="https://www.facebook.com/fernhillschool").content.decode()
    assert ("www.facebook.com/help" in after, "help.instagram.com" in after) == (True, False)
    kept = Complaint.objects.get()
    assert (kept.kind, kept.site, kept.seen_at) == ("impersonation", None, "https://www.facebook.com/fernhillschool")
    assert send(door(cast, "not-ours")).status_code == 422  # where it is, is needed


@pytest.mark.clause("000:20")
def test_so_does_the_category_of_the_policy() -> None:
    cast = build("staffuse")
    assert "Ask the platform itself" in send(address(site(cast)), category="claims to be official").content.decode()


# personal pages -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("000:19")
def test_a_personal_page_is_complained_about_without_an_address_and_enters_no_register() -> None:
    cast = build("staffuse")
    path = door(cast, "personal")
    assert 'name="seen_at"' not in Client().get(path).content.decode()
    category = "identifiable student information on a personal page"
    assert send(path, category=category, seen_at="https://x.com/somebody").status_code == 200
    kept = Complaint.objects.get()
    assert (kept.kind, kept.category, kept.seen_at, kept.site) == ("personal", category, "", None)
    assert (Site.objects.count(), FoundPage.objects.count()) == (0, 0)


def test_it_goes_to_no_role_at_a_school_where_the_policy_names_one_of_the_district() -> None:
    cast = build("policy401")
    send(door(cast, "personal"), category="other", place=str(cast.birchwood.pk))
    assert readers(cast, Complaint.objects.get()) == {"sue"}
