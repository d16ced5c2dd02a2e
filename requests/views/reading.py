"""Where my submissions are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import wording
from accounts.access import SignedIn, whole_number
from accounts.rules import Refused, allows
from policies.derived import other_forms
from policies.selectors import policy_in_force

from .. import rules, selectors, services, states
from ..models import Submission
from ..selectors.everybody import reads_everybody


@require_safe
def submissions(request: SignedIn) -> HttpResponse:
    """My submissions and drafts, newest first."""
    rows = list(selectors.page_of(request.standing, before=whole_number(request.GET.get("before", ""))))
    shown = rows[: selectors.PAGE]
    next_url = f"?before={shown[-1].pk}" if len(rows) > selectors.PAGE else ""
    lines = selectors.summaries(shown, on=request.standing.on)
    district_id = request.standing.district_id
    policy = policy_in_force(district_id, request.standing.on) if district_id else None
    return render(
        request,
        "requests/submissions.html",
        {
            "lines": lines,
            "page": {"next_url": next_url, "previous_url": ""},
            "reads_everybody": reads_everybody(request.standing),
            "may_ask_more": policy is not None and bool(other_forms(policy)),
        },
    )


@require_safe
def submission(request: SignedIn, pk: int) -> HttpResponse:
    """One submission: its whole route, its answers, who was told, and what I can do."""
    try:
        whole = selectors.whole_seen_by(request.standing, pk)
    except Submission.DoesNotExist:
        raise Http404 from None
    found = whole.submission
    if found.status == states.DRAFT:
        return redirect("submission-edit", pk=pk)
    context: dict[str, Any] = {
        "submission": found,
        "number": selectors.submission_number(found),
        "submitted": wording.moment(found.submitted_at, found.district.time_zone, today=request.standing.on)
        if found.submitted_at
        else "",
        "route": selectors.route_of(whole, whole.policy, on=request.standing.on),
        "facts": selectors.facts_of(whole),
        "made_before": selectors.made_before(found, whole.policy, whole.answers),
        "statements": selectors.accepted(found),
        "is_mine": found.requester_id == request.user.pk,
        "my_seat": whole.seat_of(request.standing),
        "can_edit": allows(rules.may_edit, request.user, found),
        "can_withdraw": allows(rules.may_withdraw, request.user, found),
        "told": selectors.told(found, on=request.standing.on),
        "has_letter": whole.is_decided_in_writing,
    }
    return render(request, "requests/submission.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def submission_withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """What withdrawing does, and the deed."""
    found = seen(request, pk)
    if found.requester_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        try:
            services.withdraw(submission=found, by=request.user, at=request.at)
            messages.success(request, "Withdrawn. Nobody is asked any more.")
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect("submission", pk=pk)
    if not allows(rules.may_withdraw, request.user, found):
        return redirect("submission", pk=pk)
    return render(request, "requests/withdraw.html", {"submission": found})


def seen(request: SignedIn, pk: int) -> Submission:
    """A submission this person may read, or 404."""
    try:
        return selectors.seen_by(request.standing, pk)
    except Submission.DoesNotExist:
        raise Http404 from None
