"""What needs attention in a district: put together of what every room knows, for whoever audits the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts import wording
from accounts.access import SignedIn, Standing, whole_number
from accounts.models import District
from accounts.roles import AUDITS
from adoption.selectors import vacancies
from monitoring import selectors as monitoring
from records import outbox
from registry.selectors import NEEDS_OWNER, Asked, how_many_fit, how_many_short_of_admins, longest_late
from requests.selectors import stuck

from .panels import CAP, SHOWN, Line, Look, Panel, Part
from .unsettled import left_behind, lost_control, unsettled_complaints, unsettled_orders

PAGE = 50


def nobody_can_act(look: Look) -> Panel:
    """Open steps that nobody can act on, and roles whose steps would wait for nobody. Both are looked at up to a limit."""
    seats = stuck(district_id=look.district.pk, on=look.standing.on)
    vacant = [row for row in vacancies(look.standing) if row.is_stuck]
    lines = [
        Line(
            str(seat.step.submission),
            "An open step that nobody can act on.",
            reverse("submission", args=[seat.step.submission_id]),
        )
        for seat in seats[:SHOWN]
    ]
    lines += [Line(row.label, row.sentence, row.appoint_url) for row in vacant[: SHOWN - len(lines)]]
    none = "Somebody can act on every step."
    return Panel("nobody", "Nobody can act", len(seats) + len(vacant), none, lines, reverse("policy-vacancies"))


def overdue(look: Look) -> Panel:
    """Sites whose check-ins are late, the longest first, and how high the ladders were climbed."""
    late, standing = Asked(late=True), look.standing
    lines = [
        Line(
            str(site),
            f"{site.school}. {site.responsible or 'Nobody'} answers for it. Late since {_day(site.overdue_since, standing)}.",
            reverse("site", args=[site.pk]),
        )
        for site in longest_late(standing, SHOWN)
    ]
    notes = [f"{words[:1].upper()}{words[1:]}: {number:,}" for words, number in monitoring.overdue_by_rung(look.district.pk)]
    url = f"{reverse('sites')}?{urlencode(late.params())}"
    return Panel("overdue", "Checks are late", how_many_fit(standing, late), "No check is late.", lines, url, notes=notes)


def needs_owner(look: Look) -> Panel:
    """Sites whose responsible employee has left."""
    asked = Asked(status=NEEDS_OWNER)
    url = f"{reverse('sites')}?{urlencode(asked.params())}"
    return Panel("owner", "Sites need an owner", how_many_fit(look.standing, asked), "Somebody answers for every site.", url=url)


def few_administrators(look: Look) -> Panel:
    """Sites with fewer administrators on the platform than the policy asks for."""
    count, notes = how_many_short_of_admins(look.standing, asked_for=True), ["Fewer on the platform than the policy asks for"]
    return Panel("admins", "Too few administrators", count, "", url=_few_admins(), notes=notes)


def advised_administrators(look: Look) -> Panel:
    """Sites with fewer than two under a policy that names no number: advice, never red, below what is wrong."""
    count = how_many_short_of_admins(look.standing, asked_for=False)
    none = "Every site has administrators enough on its platform."
    notes = ["The policy names no number. With two, nobody is locked out when one of them leaves"]
    title = "One administrator, or none"
    return Panel("advice", title, count, none, url=_few_admins(), tone="due", notes=notes, is_advice=True)


def _few_admins() -> str:
    return f"{reverse('sites')}?{urlencode(Asked(few_admins=True).params())}"


def leaving(look: Look) -> Panel:
    """Those who leave soon, and those who have left sites behind, with how far each is."""
    rows = monitoring.left_or_leaving(look.standing).order_by("ends_on", "pk")
    found = monitoring.hand_overs_of(list(rows[:SHOWN]), look.calendars, on=look.standing.on)
    lines = [Line(row.person.name, f"{row.words}.", reverse("hand-over", args=[row.person.pk])) for row in found]
    count, red = rows[:CAP].count(), any(row.tone == "late" for row in found)
    tone = "late" if red else "due"
    return Panel("leaving", "People who leave", count, "Nobody leaves soon.", lines, reverse("hand-overs"), tone)


def failed_mail(look: Look) -> Panel:
    """Mail that could not be delivered."""
    rows = outbox.failed(look.district.pk)
    lines = [Line(row.subject, f"To {row.to_name}. {row.error}".strip()) for row in rows[:SHOWN]]
    return Panel(
        "mail",
        "Mail was not delivered",
        rows.order_by()[:CAP].count(),
        "Every mail was delivered.",
        lines,
        reverse("mail-failed"),
    )


def clock(look: Look) -> Panel:
    """When the clock last ticked: without it nothing falls due and nobody is reminded."""
    said, stands_still = monitoring.last_tick(look.district.pk, at=look.at)
    lines = [Line("It last ran", said)]
    return Panel("clock", "The clock stands still", int(stands_still), f"The clock last ran {said}", lines, is_counted=False)


# A room that keeps watch of something adds its panel here.
PARTS: tuple[Part, ...] = (
    lost_control,
    nobody_can_act,
    overdue,
    unsettled_complaints,
    unsettled_orders,
    needs_owner,
    left_behind,
    leaving,
    few_administrators,
    failed_mail,
    clock,
    advised_administrators,
)


def _day(on: date | None, standing: Standing) -> str:
    return wording.day(on, today=standing.on) if on else ""


@require_safe
def attention(request: SignedIn) -> HttpResponse:
    """What is wrong now, what needs nobody, and how the months went."""
    district = _audited(request)
    look = Look(request.standing, district, request.at)
    panels = [part(look) for part in PARTS]
    months = monitoring.months_until(district.pk, request.standing.on)
    context = {
        "wrong": [panel for panel in panels if panel.count and not panel.is_advice],
        "advised": [panel for panel in panels if panel.count and panel.is_advice],
        "right": [panel for panel in panels if not panel.count and panel.none],
        "months": list(dropwhile(lambda month: not month.total, months)),
        "bars": bars(months),
        "has_months": any(month.total for month in months),
    }
    return render(request, "config/attention.html", context)


@require_safe
def mail_failed(request: SignedIn) -> HttpResponse:
    """Every mail of the district that could not be delivered, newest first, and why."""
    district = _audited(request)
    before = whole_number(request.GET.get("before", ""))
    rows = outbox.failed(district.pk)
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    lines = [
        Line(
            row.subject,
            f"To {row.to_name}, {wording.moment(row.created_at, district.time_zone, today=request.standing.on)}. {row.error}",
        )
        for row in found[:PAGE]
    ]
    page = {"next_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "", "previous_url": ""}
    return render(request, "config/mail_failed.html", {"lines": lines, "page": page})


def _audited(request: SignedIn) -> District:
    district = request.user.district
    if district is None or not request.standing.can(AUDITS):
        raise Http404
    return district


WIDTH, HEIGHT, GAP = 48, 120, 12  # of a bar, in the units of the drawing


@dataclass(frozen=True)
class Bar:
    """One month of the chart: where its two parts stand and how high they are, in the units of the drawing."""

    x: int
    label: str
    on_time_y: int
    on_time: int
    late_y: int
    late: int
    middle: int
    said: str


def bars(months: Sequence[monitoring.Month]) -> list[Bar]:
    """The months as bars of a hundred in a hundred: on time below, late on top of it. A month without answers stays empty."""
    made = []
    for at, month in enumerate(months):
        x = at * (WIDTH + GAP)
        good = round(HEIGHT * month.on_time / month.total) if month.total else 0
        bad = HEIGHT - good if month.total else 0
        said = f"{month.share}%" if month.share is not None else ""
        made.append(Bar(x, f"{month.begins:%b}", HEIGHT - good, good, 0, bad, x + WIDTH // 2, said))
    return made
