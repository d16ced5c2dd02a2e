"""The policy of two approvals in the browser: both are asked at once, no personal account, and the logo is decided later."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from registry.models import Site
from requests.models import Submission
from tests.browser.conftest import Visitor
from tests.cast import Cast

Arrive = Callable[..., Visitor]
KIND = "What will it be there?"


def approve(somebody: Visitor) -> None:
    """The first of what waits in the queue."""
    somebody.open("/queue/")
    somebody.press("Approve", "link")
    somebody.press("Approve and open the next")


@pytest.mark.parametrize("policy", ["crschools"])
@pytest.mark.clause("004:7", "004:8", "004:9", "004:10", "004:13")
def test_both_approve_and_the_logo_comes_later(live_cast: Cast, visitor: Arrive) -> None:
    maya = visitor(width=390).come_back("maya@lakeside.example")
    maya.open("/submissions/new/")
    maya.choose("What is the account for?", "Program")
    maya.fill("Which attendance center, class or program?", "Band")
    maya.choose("Platform", "Facebook")
    maya.choose(KIND, "A personal account")
    maya.fill("What is it for?", "Concerts, rehearsals, and how to join.")
    maya.choose("Will it use the District logo?", "Yes")
    maya.choose("Will it use any other District branding?", "No")
    maya.choose("Who may have access to the account?", "Maya Ortega")
    for box in maya.page.get_by_role("group", name="Statements").get_by_role("checkbox").all():
        maya.tick(box)
    maya.press("Submit the request")
    expect(maya.page.get_by_text("Make an organization page instead").first).to_be_visible()
    assert not Submission.objects.filter(status="open").exists()
    maya.choose(KIND, "An organization page")
    maya.press("Submit the request")
    expect(maya.page.get_by_role("heading", name="Band on Facebook")).to_be_visible()

    sam, casey = visitor(), visitor(width=390)
    sam.come_back("sam@lakeside.example").open("/queue/")
    expect(sam.page.get_by_role("link", name="Approve")).to_have_count(1)
    approve(casey.come_back("casey@lakeside.example"))
    assert not Site.objects.exists()
    approve(sam)
    site = Site.objects.get()
    assert (site.status, site.responsible, site.posters.get().person) == ("active", live_cast.maya, live_cast.maya)
    assert "Casey Moreno" in site.decided
    assert "Sam Whitfield" in site.decided
    assert Submission.objects.get().status == "open"
    sam.open("/queue/")
    expect(sam.page.get_by_role("link", name="Approve")).to_have_count(0)
    approve(casey)
    assert Submission.objects.get().status == "done"
    maya.page.reload()
    maya.press("Written decision", "link")
    expect(maya.page.get_by_text("Casey Moreno").first).to_be_visible()
