"""A version shown to the policy editors of other districts: what that does, the deed, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused, allows
from policies.models import PolicyVersion
from policies.selectors import numbered, version_in_force

from .. import rules, selectors, services
from .trying import district_of, for_editors

EFFECTS = (
    "Whoever edits policies in another district of this installation can read, compare and copy this document.",
    "They see the name of your district, the code of the policy, since when it is in force, and the document. Nothing else.",
    "It is shown as long as it is in force here, and until you withdraw it. The next version is shown only once you publish it.",
    "Nobody gets a mail. The record keeps who published it.",
)
TAKEN_BACK = (
    "Nobody of another district can read this document here any more.",
    "What somebody has saved or copied into a draft of theirs stays with them.",
    "Nobody gets a mail. The record keeps who withdrew it.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def policy_publish(request: SignedIn, number: int) -> HttpResponse:
    """Whether other districts read a version, and the deed that changes it."""
    for_editors(request)
    try:
        version = numbered(district_of(request).pk, number)
    except PolicyVersion.DoesNotExist:
        raise Http404 from None
    refused = ""
    if request.method == "POST":
        deed = services.withdraw_policy if request.POST.get("deed") == "withdraw" else services.publish_policy
        try:
            done = deed(version=version, by=request.user, at=request.at)
        except Refused as sentence:
            refused = sentence.sentence
        else:
            said = "is withdrawn: nobody of another district reads it" if done.withdrawn_at else "is published"
            messages.success(request, f"{version} {said}.")
            return redirect("policy-version", number=number)
    known = selectors.publication_of(version)
    current = version_in_force(version.district_id, request.standing.on)
    context = {
        "version": version,
        "known": known,
        "is_current": current is not None and current.pk == version.pk,
        "may": allows(rules.may_be_published, version, known, current=current),
        "refused": refused,
        "effects": TAKEN_BACK if known else EFFECTS,
    }
    return render(request, "adoption/publish.html", context, status=422 if refused else 200)
