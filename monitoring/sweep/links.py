"""The links with which check-ins are answered from the mail, made while letters are worded and kept before they are posted."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from monitoring.models import MailLink
from monitoring.tokens import LIFE, hashed, new_token
from records.statements import Given


class Links:
    """The links of one morning that are not kept yet."""

    def __init__(self, at: datetime) -> None:
        """They live from this moment on."""
        self._at = at
        self._made: list[MailLink] = []

    def make(self, check_in: int, person: int) -> str:
        """The path of a new link for one person and one check-in; its token is nowhere else."""
        token = new_token()
        row = MailLink(
            check_in_id=check_in, person_id=person, token_hash=hashed(token), made_at=self._at, expires_at=self._at + LIFE
        )
        self._made.append(row)
        return reverse("check-in-by-mail", args=[token])

    def keep(self) -> None:
        """Store them: before the letters that carry them, so that none leads nowhere."""
        made, self._made = self._made, []
        if made:
            MailLink.objects.bulk_create(made, batch_size=500)


def forget(*, at: datetime) -> int:
    """Links whose time is over are of no use to anybody; how many."""
    return over(at).delete()[0]


def over(at: datetime | Given) -> QuerySet[MailLink]:
    """The links whose time is over, the oldest first."""
    return MailLink.objects.filter(expires_at__lte=at).order_by("expires_at")
