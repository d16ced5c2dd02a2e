"""Answering a check-in from the mail, without signing in."""

from datetime import datetime

from django.db import transaction

from accounts.access import local_day
from accounts.rules import Refused
from monitoring import rules
from monitoring.models import CheckIn, MailLink
from monitoring.selectors import link_behind, why_closed

from .answering import answer_check_in, read_again


@transaction.atomic
def answer_by_mail(*, token: str, outcome: str, note: str, at: datetime) -> CheckIn:
    """Give the answer of the person a link was mailed to, once; the record says "by mail link". 003:22.

    Whoever has the link can do this and nothing else. It is over when it was used or its time has passed, when its person
    has ended, when the duty allows it no more; an answer that is refused leaves it as it was.
    """
    link = link_behind(token, at=at)
    if link is None:
        raise Refused("This link is over. Sign in to see what waits for you.")
    rules.may_use_link(link)
    used = MailLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=at).update(used_at=at)
    if not used:
        fresh = read_again(link.check_in_id)
        raise Refused(why_closed(fresh, today=local_day(at, fresh.site.district.time_zone)))
    return answer_check_in(check_in=link.check_in, outcome=outcome, note=note, by=link.person, at=at, by_mail_link=True)
