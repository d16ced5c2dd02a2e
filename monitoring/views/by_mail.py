"""A check-in answered by a link in a mail, without signing in: a page with a button, and nothing behind it but that answer."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn, local_day
from accounts.rules import Refused, allows
from monitoring import rules, selectors, services
from monitoring.forms import CheckInForm
from monitoring.wording import names


@login_not_required
@csrf_exempt  # the token in the address is all there is: no session, no cookie, nothing that another page could borrow
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_by_mail(request: SignedIn, token: str) -> HttpResponse:
    """Say what was found. Opening the page changes nothing; its form has nothing chosen, so what only sends it is refused."""
    return _alone(_page(request, token))


def _page(request: SignedIn, token: str) -> HttpResponse:
    link = selectors.link_behind(token, at=request.at)
    if link is None or not allows(rules.may_use_link, link):
        return render(request, "monitoring/by_mail_over.html", status=404)
    asked = selectors.asked_by_mail(link, at=request.at)
    if asked is None:
        return _closed(request, token, selectors.closed_by_mail(link, at=request.at))
    today = local_day(request.at, link.check_in.site.district.time_zone)
    helping = selectors.who_helps(link.check_in, besides=link.person, on=today)
    helper_name = names([holder.person.name for holder in helping], nobody="")
    form = CheckInForm(request.POST if request.method == "POST" else None, helper_name=helper_name)
    if form.is_valid():
        try:
            services.answer_by_mail(token=token, at=request.at, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("check-in-by-mail", token=token)
    return render(request, "monitoring/by_mail.html", {"form": form, **asked})  # never 4xx: its log line would hold the key


def _closed(request: HttpRequest, token: str, said: dict[str, str]) -> HttpResponse:
    """What became of it; a form sent too late leads here."""
    if request.method == "POST":
        return redirect("check-in-by-mail", token=token)
    return render(request, "monitoring/by_mail_closed.html", said)


def _alone(response: HttpResponse) -> HttpResponse:
    """The address is the key: no other site hears of it, no search engine keeps it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
