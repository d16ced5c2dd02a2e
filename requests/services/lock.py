"""One lock per submission: deeds on the same submission take turns, on both databases (ADR 0006)."""

from collections.abc import Sequence

from django.db import connection

from accounts.rules import Refused

from .. import states
from ..models import Submission

TABLE = Submission._meta.db_table


def lock(pk: int, *, while_in: Sequence[str]) -> bool:
    """Lock a submission for the rest of the transaction; False where its state is another by now."""
    marks = ", ".join(["%s"] * len(while_in))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET claims = claims + 1 WHERE id = %s AND status IN ({marks})", [pk, *while_in])  # noqa: S608
        return bool(cursor.rowcount)


def claim(submission: Submission, *, while_in: Sequence[str]) -> Submission:
    """Lock a submission for the rest of the transaction and read it again; refuses when its state is another by now, or a draft
    was discarded.

    The conditional UPDATE is the lock: SQLite ignores SELECT ... FOR UPDATE.
    """
    claimed = lock(submission.pk, while_in=while_in)
    related = ("district", "requester__supervisor", "place", "policy_version", "site")
    fresh = Submission.objects.select_related(*related).filter(pk=submission.pk).first()
    if fresh is None:
        raise Refused("This draft was discarded in the meantime. Begin a new one.")
    if not claimed:
        raise Refused(f"This is not possible any more. {fresh} is now: {states.LABELS[fresh.status].lower()}.")
    return fresh
