"""How far a campaign for a guideline is: whom it asks stands in the register and in the policy, who answered in the room
of policies; so the page is the roof's."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import SignedIn
from accounts.rules import allows
from accounts.selectors import Cursor, page_of
from accounts.wording import full_day
from monitoring.selectors import asked_of
from policies.models import Campaign, Guideline
from policies.rules import may_write
from policies.selectors import guideline_seen_by, open_campaign, policy_in_force, without_answer


@require_safe
def guideline_asked(request: SignedIn, pk: int) -> HttpResponse:
    """For those who write the guideline: how many are asked and have answered, and who has not, by name."""
    standing = request.standing
    policy = policy_in_force(standing.district_id, standing.on)
    if request.user.district is None or not allows(may_write, standing, policy):
        raise Http404
    try:
        guideline = guideline_seen_by(standing, pk)
    except Guideline.DoesNotExist:
        raise Http404 from None
    campaign = open_campaign(guideline)
    if campaign is None:
        return render(request, "config/asked.html", {"guideline": guideline, "campaign": None})
    asked = asked_of(campaign, policy)
    missing = without_answer(asked, campaign)
    page = page_of(missing.select_related("place"), by="name", cursor=Cursor.read(request.GET), say=list)
    context = {
        "guideline": guideline,
        "campaign": campaign,
        "facts": _facts(campaign, asked.count(), missing.count()),
        "people": page.lines,
        "page": page.links("person", "people"),
    }
    return render(request, "config/asked.html", context)


def _facts(campaign: Campaign, asked: int, missing: int) -> list[tuple[str, str]]:
    return [
        ("Version", str(campaign.version.number)),
        ("Asked", f"{campaign.get_audience_display()}: {asked:,}"),
        ("Have acknowledged", f"{asked - missing:,} of {asked:,}"),
        ("By", full_day(campaign.due_on)),
        ("Asked by", campaign.began_by),
    ]
