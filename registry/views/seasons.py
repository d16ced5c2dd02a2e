"""The end of a season or a school year: every site of a school on one screen, each kept, handed over or closed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import roles
from accounts.access import SignedIn
from accounts.models import School
from accounts.rules import Refused
from accounts.wording import count

from .. import selectors, services
from ..forms import SeasonForm
from ..models import SeasonChoice
from .paging import around, cursor_of


@require_http_methods(["GET", "HEAD", "POST"])
def season(request: SignedIn, pk: int) -> HttpResponse:
    """Choose for as many as one likes and save: each that fits is done, the others stay with the reason why."""
    standing = request.standing
    school = get_object_or_404(School, pk=pk, district_id=standing.district_id)
    if not standing.can(roles.ORDERS, school_id=school.pk):
        raise Http404
    form = SeasonForm(request.POST if request.method == "POST" else None, district_id=standing.district_id)
    problems: dict[int, str] = {}
    if request.method == "POST":
        done, problems = _save(request, school, form)
        if done:
            messages.success(request, f"{count(done, 'site')} saved. Whoever is asked or concerned was told by mail.")
        if not problems:
            return redirect("season", pk=pk)
    page = selectors.season_page(school, cursor_of(request), on=standing.on)
    takers = selectors.people_to_take(school, len(page.lines))
    context = {
        "school": school,
        "rows": [_row(line, form.typed(line.pk), problems.get(line.pk, ""), takers) for line in page.lines],
        "problems": problems,
        "page": around(page, "site", "sites"),
        "chosen": selectors.season_choices(school, on=standing.on),
        "takers": takers,
        "outcomes": SeasonChoice.Outcome.choices,
        "reason": form.reason(),
        "back": reverse("school", args=[pk]),
    }
    return render(request, "registry/season.html", context, status=422 if problems else 200)


def _row(line: selectors.SeasonLine, typed: tuple[str, str], problem: str, takers: selectors.Takers) -> dict[str, Any]:
    choices = takers.choices(line.site, typed[1]) if takers.listed else None
    return {"line": line, "chosen": typed[0], "to": typed[1], "problem": problem, "choices": choices}


def _save(request: SignedIn, school: School, form: SeasonForm) -> tuple[int, dict[int, str]]:
    """Each choice as a deed of its own; how many were done, and why the others were not, by site."""
    rows = selectors.sites_to_choose_for(school, request.standing.on).in_bulk(list(form.choices()))
    done, problems = 0, {}
    for pk, outcome in form.choices().items():
        site = rows.get(pk)
        if site is None:
            continue
        try:
            person = form.person(pk, outcome)
            services.choose_for_season(
                site=site, outcome=outcome, person=person, reason=form.reason(), by=request.user, at=request.at
            )
        except Refused as refused:
            problems[pk] = refused.sentence
        else:
            done += 1
    return done, problems
