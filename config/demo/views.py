"""Two pages that exist in the demonstration alone: signing in with one click, and the mailbox."""

from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts import wording
from accounts.access import SignedIn, local_day
from accounts.models import District, Person
from accounts.selectors import Cursor, page_of
from concerns.selectors import address_of_district
from policies.selectors import version_in_force
from records.letters import paragraphs_of
from records.models import Message

from .neighbours import NEIGHBOURS
from .people import LAKESIDE, SIGN_IN

BACKEND = "accounts.access.PeopleBackend"


def only_in_the_demo() -> None:
    """404 everywhere but in the demonstration."""
    if not settings.DEMO:
        raise Http404


class Household(NamedTuple):
    """The people of one district who can be walked in as, the policy they live under, and where anybody reports a page."""

    district: str
    policy: str
    people: list[Person]
    report_url: str


def demo_people() -> list[Household]:
    """One person per role in each district, Lakeside first. A query for the people, and one or two for each district."""
    homes = (LAKESIDE, *NEIGHBOURS)
    addresses = [f"{key}@{home.domain}" for home in homes for key in SIGN_IN]
    rows = Person.objects.filter(email__in=addresses, is_active=True).select_related("district", "place")
    found = sorted(rows, key=lambda person: addresses.index(person.email))
    return [
        Household(str(district), _policy(district), list(people), reverse("report", args=[address_of_district(district)]))
        for district, people in groupby(found, key=lambda person: person.district)
        if district is not None
    ]


def _policy(district: District) -> str:
    version = version_in_force(district.pk, local_day(timezone.now(), district.time_zone))
    return version.title if version else "No policy is in force"


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign one of the invented people in, without a password."""
    only_in_the_demo()
    person = get_object_or_404(Person, email=request.POST.get("email", ""), is_active=True)
    login(request, person, backend=BACKEND)
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()})
    return redirect(following if safe else "home")


@require_safe
def mailbox(request: SignedIn) -> HttpResponse:
    """Every mail the demonstration sent, newest first, a page at a time."""
    only_in_the_demo()
    zone, today = request.user.district.time_zone if request.user.district else "UTC", request.standing.on
    found = page_of(
        Message.objects.filter(state=Message.State.SENT),
        by="sent_at",
        cursor=Cursor.read(request.GET),
        say=lambda rows: [(row, wording.moment_within(row.sent_at or row.created_at, zone, today=today)) for row in rows],
        newest_first=True,
    )
    return render(request, "config/demo_mailbox.html", {"lines": found.lines, "page": found.links("mail", "mails")})


@require_safe
def mail(request: SignedIn, pk: int) -> HttpResponse:
    """One mail as it was sent, as text; its links work."""
    only_in_the_demo()
    message = get_object_or_404(Message, pk=pk, state=Message.State.SENT)
    return render(request, "config/demo_mail.html", {"message": message, "paragraphs": paragraphs_of(message.text)})
