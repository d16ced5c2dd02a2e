"""A table of 50 rows (3 queries), a page with its events (4), an approval (9); session and user are two of each."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn
from records.models import Event, Message
from registry.models import Site
from requests.models import Seat, Submission

PAGE = 50


@require_safe
@login_required
def sites(request: SignedIn) -> HttpResponse:
    """One page of sites by name, behind a mark."""
    mine = Site.objects.filter(district_id=request.user.district_id or 0, status="active")
    rows = mine.select_related("school", "responsible").order_by("name", "id")
    name, pk = request.GET.get("name", ""), request.GET.get("id", "")
    if name:
        rows = rows.filter(Q(name__gt=name) | Q(id__gt=pk), name__gte=name)
    return render(request, "list.html", {"rows": rows[:PAGE]})


@require_safe
@login_required
def site(request: HttpRequest, pk: int) -> HttpResponse:
    """One site and what happened to it."""
    found = get_object_or_404(Site.objects.select_related("school", "responsible"), pk=pk)
    events = Event.objects.filter(subject_kind="site", subject_id=pk).order_by("id")
    return render(request, "detail.html", {"site": found, "events": events})


@require_POST
@login_required
@transaction.atomic
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock, update twice, write an event and an outbox row."""
    now = timezone.now()
    seat = Seat.objects.select_for_update(of=("self",)).select_related("step").get(pk=pk)
    Seat.objects.filter(pk=pk).update(state="done")
    Submission.objects.filter(pk=seat.step.submission_id).update(saved_at=now)
    Event.objects.create(
        at=now, district_id=seat.district_id, actor_id=request.user.pk, actor_name=str(request.user), verb="approve",
        subject_kind="submission", subject_id=seat.step.submission_id, sentence="approved it",
    )  # fmt: skip
    key = f"floor:{uuid4().hex}"
    Message.objects.create(
        key=key, message_id=f"<{key}@bench.example>", to_name="Somebody", to_address="somebody@bench.example", kind="floor",
        subject="Approved", text="It was approved.", html="<p>It was approved.</p>", created_at=now, due_at=now,
        give_up_at=now + timedelta(hours=4),
    )  # fmt: skip
    return HttpResponseRedirect("/list/")
