"""The plain form of a draft: terms, dates, statements, platforms and frequencies, written back into its text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused, allows

from .. import rewriting, rules, selectors, services
from ..forms import PlainForm
from ..models import Draft
from .drafting import draft_of
from .trying import district_of


@require_http_methods(["GET", "HEAD", "POST"])
def policy_draft_plain(request: SignedIn, pk: int) -> HttpResponse:
    """What can be changed without touching the document; comments and everything else stay where they are."""
    draft = draft_of(request, pk)
    checked = selectors.check(draft.text, district_of(request), on=request.standing.on)
    raw = _raw(draft)
    if checked.policy is None or raw is None or not allows(rules.is_open, draft):
        return render(request, "adoption/plain.html", {"draft": draft, "form": None, "checked": checked})
    posted = request.POST if request.method == "POST" else None
    form = PlainForm(posted, raw=raw, policy=checked.policy, edition=draft.edition)
    if form.is_bound and form.is_valid() and _saved(request, draft, form):
        messages.success(request, "Saved into the document. It applies to nobody until it is adopted.")
        return redirect("policy-draft", pk=draft.pk)
    context = {"draft": draft, "form": form, "checked": checked}
    return render(request, "adoption/plain.html", context, status=422 if form.errors else 200)


def _raw(draft: Draft) -> dict[str, Any] | None:
    """The values of a text; None where it cannot be changed value by value."""
    try:
        return rewriting.values(draft.text)
    except rewriting.NotChangeable:
        return None


def _saved(request: SignedIn, draft: Draft, form: PlainForm) -> bool:
    """Write the changes into the text and keep it; what does not fit together is said in the form instead."""
    edition = form.cleaned_data["edition"]
    try:
        rules.is_the_last_edition(draft, edition)  # places are positions in the text that was read
        text = rewriting.rewrite(draft.text, form.changes())
        checked = selectors.check(text, district_of(request), on=request.standing.on)
        if checked.mends:
            raise Refused(" ".join(f"{mend.where}: {mend.what}." for mend in checked.mends))
        services.save_draft(draft=draft, text=text, edition=edition, by=request.user, at=request.at)
    except (Refused, rewriting.NotChangeable) as refused:
        form.add_error(None, str(refused))
        return False
    return True
