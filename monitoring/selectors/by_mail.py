"""What a link in a mail leads to, and the page it opens. Nothing here writes."""

from datetime import datetime
from typing import Any

from accounts.access import standing_of
from monitoring import rules, states
from monitoring.models import MailLink
from monitoring.tokens import hashed

from .answering import heading, question, said, why_closed

RELATED = (
    "person__district", "check_in__duty", "check_in__site__district", "check_in__site__school",
    "check_in__site__policy_version", "check_in__site__responsible__supervisor",
)  # fmt: skip

GONE = {
    states.OPEN: "This is not yours to answer any more",
    states.ANSWERED: "This was answered already",
    states.CANCELLED: "This is no longer needed",
}


def link_behind(token: str, *, at: datetime) -> MailLink | None:
    """The link with this token, used or not; None where there is none or its time is over."""
    rows = MailLink.objects.filter(token_hash=hashed(token), expires_at__gt=at)
    return rows.select_related(*RELATED).first()


def asked_by_mail(link: MailLink, *, at: datetime) -> dict[str, Any] | None:
    """The question behind a link, in the words of its person; None where it cannot be answered (any more)."""
    standing = standing_of(link.person, at=at)
    if link.used_at is not None or link.check_in.state != states.OPEN or rules.acting(standing, link.check_in) is None:
        return None
    return {"person": link.person, **question(link.check_in, standing)}


def closed_by_mail(link: MailLink, *, at: datetime) -> dict[str, Any]:
    """What became of the check-in behind a link: my own answer, who was faster, or that nobody is asked any more."""
    check_in, standing = link.check_in, standing_of(link.person, at=at)
    is_mine = link.used_at is not None and check_in.answered_by_id == link.person_id
    if is_mine:
        return {"heading": heading(check_in, is_mine=True), "text": said(check_in, standing.on)}
    return {"heading": GONE[check_in.state], "text": why_closed(check_in, today=standing.on)}
