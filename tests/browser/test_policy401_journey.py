"""Policy 401.13 in the browser: guidelines are acknowledged, the principal is told, and nobody approves; volunteers too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from policies.models import Acknowledgement
from policies.services import add_guideline, publish
from records.models import Message
from registry.models import Site
from tests.browser.conftest import Visitor
from tests.browser.server import run
from tests.cast import AT, TODAY, Cast

Arrive = Callable[..., Visitor]
TITLE = "Guidelines for Policy #401.13: Social Media Networks"


@pytest.mark.parametrize("policy", ["policy401"])
@pytest.mark.clause("001:1", "001:12", "001:13", "001:19")
def test_a_volunteer_tells_the_principal_and_nobody_approves(live_cast: Cast, visitor: Arrive) -> None:
    guideline = add_guideline(district=live_cast.lakeside, title=TITLE, key="guidelines", by=live_cast.sue, at=AT)
    publish(guideline=guideline, text="Never post in anger.", in_force_from=TODAY, by=live_cast.sue, at=AT)
    val = visitor(width=390).come_back("val@lakeside.example")
    val.open("/guidelines/")
    val.press(TITLE, "link")
    val.press("I have read it and follow it")
    expect(val.page.get_by_text("You acknowledged version 1 on September 15, 2026.")).to_be_visible()
    assert Acknowledgement.objects.get().person == live_cast.val

    val.open("/need-to-ask/?whose=work&entity=activity&platform=facebook")
    expect(val.page.get_by_role("heading", name="No approval is needed.")).to_be_visible()
    val.press("Fill in the form", "link")
    val.fill("Which one?", "Chess afternoon")
    val.fill("Web address", "https://www.facebook.com/BirchwoodChess")
    val.fill("How will you use it?", "When we meet, and who won.")
    val.press("Submit")
    expect(val.page.get_by_role("heading", name="need a look")).to_be_visible()
    val.choose("Will it show images of students, and on which basis?", "Only from the public arena")
    val.choose("Which employee will answer for the content?", "Maya Ortega, science teacher")
    for box in val.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        val.tick(box)
    val.press("Submit")
    expect(val.page.get_by_role("heading", name="Chess afternoon on Facebook")).to_be_visible()
    site = Site.objects.get()
    assert (site.status, site.decided) == ("active", "Registered without an approval, as the policy says")
    assert (site.responsible, [row.person for row in site.posters.order_by("id")]) == (
        live_cast.maya, [live_cast.maya, live_cast.val],
    )  # fmt: skip

    run("deliver")
    told = Message.objects.filter(kind="notify", state="sent").values_list("to_name", flat=True)
    assert set(told) == {"Pat Lindqvist", "Dee Okafor"}
    pat = visitor().come_back("pat@lakeside.example")
    pat.open("/queue/")
    expect(pat.page.get_by_role("link", name="Approve")).to_have_count(0)
    pat.open(f"/sites/{site.pk}/")
    expect(pat.page.get_by_role("heading", name="Chess afternoon")).to_be_visible()
