"""Who may post on a site: adding and removing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn, actor
from accounts.rules import Refused
from records.events import Actor

from .. import rules, selectors, services
from ..forms import PosterForm
from ..models import Poster, Site


@require_http_methods(["GET", "HEAD", "POST"])
def posters(request: SignedIn, pk: int) -> HttpResponse:
    """Who posts on this site, and a form that adds somebody."""
    site = _site(request, pk)
    form = PosterForm(request.POST or None, district_id=site.district_id)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_poster(site=site, person=form.person, by=_doer(request, site), at=request.at)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"{form.person} may post on {site}.")
            return redirect("site-posters", pk=site.pk)
    context = {"site": site, "form": form, "posters": _posters(site), "back": reverse("site", args=[site.pk])}
    return render(request, "registry/posters.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def poster_remove(request: SignedIn, pk: int, poster: int) -> HttpResponse:
    """Ask once more, then end somebody's posting on this site."""
    site = _site(request, pk)
    entry = get_object_or_404(Poster.objects.select_related("person"), pk=poster, site=site)
    if request.method == "POST":
        try:
            services.remove_poster(site=site, person=entry.person, by=_doer(request, site), at=request.at)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{entry.person} posts on {site} no more.")
        return redirect("site-posters", pk=site.pk)
    return render(request, "registry/poster_remove.html", {"site": site, "poster": entry})


def _site(request: SignedIn, pk: int) -> Site:
    try:
        site = selectors.site_seen_by(request.standing, pk)
        rules.may_name_posters(request.standing, site)
    except (Site.DoesNotExist, Refused):
        raise Http404 from None
    return site


def _doer(request: SignedIn, site: Site) -> Actor:
    return actor(request.user, acting_for=rules.in_whose_name(request.standing, site))


def _posters(site: Site) -> list[Poster]:
    return list(Poster.objects.filter(site=site).select_related("person"))
