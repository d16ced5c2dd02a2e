"""Pages that belong to no single room: home, a site, the mail somebody was sent, and whether the server is well."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import wording
from accounts.access import SignedIn
from accounts.roles import AUDITS
from accounts.rules import allows
from accounts.selectors import trail_mark
from adoption.selectors import vacancies
from concerns import selectors as concerns
from config.context import in_force
from config.given import given_with_request
from config.home import SHOWN, waits_for
from config.sites import beside
from monitoring import selectors as monitoring
from monitoring.models import Tick
from records.letters import absolute
from registry.access import may_take_record
from registry.models import Site
from registry.selectors import (
    about_deeds,
    about_site,
    asked_with_request,
    identify_url,
    keys_of,
    may_read_all_of,
    pictures,
    posters_of,
    posts_on,
    site_panel,
    site_seen_by,
    sites_of,
)
from requests import selectors as submissions
from requests.rules import may_change, may_join
from requests.selectors import site_permissions

STALE = timedelta(minutes=10)
MINE = 12


@require_safe
def home(request: SignedIn) -> HttpResponse:
    """What waits for me, late first; where my submissions are; my sites."""
    standing, waits = request.standing, waits_for(request)
    mine = list(submissions.mine(standing)[:SHOWN])
    context = {
        "items": waits.items,
        "more_check_ins": request.waiting.check_ins > SHOWN,
        "today": f"{standing.on:%A}, {standing.on:%B} {standing.on.day}",
        "purpose": _purpose(waits.count, waits.late),
        "stuck": submissions.stuck(district_id=standing.district_id, on=standing.on)[:SHOWN] if standing.can(AUDITS) else [],
        "vacancies": vacancies(standing) if standing.can(AUDITS) else [],
        "submissions": submissions.summaries(mine, on=standing.on),
        "audits": standing.can(AUDITS),
        "sites": sites_of(request.user, limit=MINE),
        "posts_on": [site for site in posts_on(request.user) if site.responsible_id != request.user.pk][:MINE],
    }
    return render(request, "config/home.html", context)


def _purpose(waiting: int, late: int) -> str:
    if not waiting:
        return "Nothing waits for you."
    things = f"{wording.number(waiting)} {'thing waits' if waiting == 1 else 'things wait'} for you"
    return f"{things}; {wording.number(late).lower()} {'is' if late == 1 else 'are'} late." if late else f"{things}."


@require_safe
def site(request: SignedIn, pk: int) -> HttpResponse:
    """A site: its directory entry for everybody of the district; duties, checks, terms and history for those it concerns."""
    try:
        found = site_seen_by(request.standing, pk)
    except Site.DoesNotExist:
        raise Http404 from None
    posters = posters_of(found)
    whole = may_read_all_of(request.standing, found, posters)
    said = given_with_request(found, asked_with_request(found)) if whole else {}
    read = beside(found) if whole else None
    public_url = concerns.public_address(found) if in_force(request.standing).takes_complaints else ""
    context = {
        "site": found,
        "panel": site_panel(found, request.standing, request.at, posters, mark=trail_mark(request.GET)),
        "about_deeds": about_deeds(found, request.standing) if whole else [],
        "identify_url": identify_url(found, request.standing) if whole else "",
        "about": about_site(found, whole=whole, said=said),
        "keys": keys_of(found, request.standing, read.admins) if read else None,
        "pictures": pictures(found, request.standing, said, read.consents) if read else None,
        "watch": monitoring.site_watch_panel(found, request.standing, at=request.at, days=read.days) if read else None,
        "orders": concerns.site_orders(found, request.standing, read.orders) if read else None,
        "lost": concerns.site_lost(found, request.standing, posters, read.cases) if read else None,
        "whole": whole,
        "can_take_record": allows(may_take_record, request.standing, found),
        "can_change": allows(may_change, request.standing, found),
        "permissions": site_permissions(found),
        "public_url": public_url,
        "public_link": absolute(public_url) if public_url else "",
        "can_join": allows(may_join, found, request.user, [poster.person_id for poster in posters]),
    }
    return render(request, "config/site.html", context)


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Whether the database answers and the clock ticks: the age of the last tick in seconds, 503 where it is stale."""
    try:
        last = Tick.objects.order_by("last_at").values_list("last_at", flat=True).first()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    age = (timezone.now() - last).total_seconds() if last else None
    stale = age is not None and age > STALE.total_seconds()
    return JsonResponse(
        {"database": "ok", "last_tick_seconds": age, "tick": "stale" if stale else "ok"}, status=503 if stale else 200
    )
