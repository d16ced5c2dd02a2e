"""Two pages that exist in the demonstration alone: signing in with one click, and the mailbox."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts import wording
from accounts.access import SignedIn
from accounts.models import Person
from records.models import Message

from .people import DOMAIN, SIGN_IN

BACKEND = "accounts.access.PeopleBackend"
SHOWN = 100


def only_in_the_demo() -> None:
    """404 everywhere but in the demonstration."""
    if not settings.DEMO:
        raise Http404


def demo_people() -> list[Person]:
    """One person per role, in the order of the story."""
    found = {person.email.partition("@")[0]: person for person in Person.objects.filter(email__endswith=f"@{DOMAIN}")}
    return [found[key] for key in SIGN_IN if key in found]


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
    """Every mail the demonstration sent, newest first."""
    only_in_the_demo()
    rows = Message.objects.filter(state=Message.State.SENT).order_by("-sent_at", "-id")[:SHOWN]
    zone = request.user.district.time_zone if request.user.district else "UTC"
    lines = [(row, wording.moment(row.sent_at or row.created_at, zone, today=request.standing.on)) for row in rows]
    return render(request, "config/demo_mailbox.html", {"lines": lines, "folder": settings.MAIL_FOLDER.name})


@require_safe
def mail(request: SignedIn, pk: int) -> HttpResponse:
    """One mail as it was sent, as text; its links work."""
    only_in_the_demo()
    message = get_object_or_404(Message, pk=pk, state=Message.State.SENT)
    return render(request, "config/demo_mail.html", {"message": message})
