"""What is left to do on the platform after somebody gave a site away: ticked with a date."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.rules import Refused
from accounts.wording import full_day

from .. import selectors, services
from ..forms import TickForm
from ..models import HandOver

LABELS = {"removed": "{person} is removed on the platform", "recovery": "The recovery address is changed"}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_tick(request: SignedIn, pk: int) -> HttpResponse:
    """One form for each thing that is left."""
    try:
        found = selectors.hand_over_seen_by(request.standing, pk)
    except HandOver.DoesNotExist:
        raise Http404 from None
    form = TickForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.tick_hand_over(hand_over=found, by=request.user, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"Recorded, for {full_day(form.cleaned_data['on'])}.")
            return redirect("hand-over-tick", pk=pk)
    names = ["removed"] if found.was == HandOver.Was.POSTER else ["removed", "recovery"]
    context = {
        "hand_over": found,
        "form": form,
        "today": request.standing.on.isoformat(),
        "ticks": [
            (name, LABELS[name].format(person=found.person), full_day(on) if on else "", getattr(found, f"{name}_name"))
            for name in names
            for on in [getattr(found, f"{name}_on")]
        ],
        "back": reverse("site", args=[found.site_id]),
    }
    return render(request, "registry/hand_over_tick.html", context, status=422 if form.errors else 200)
