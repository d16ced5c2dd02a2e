"""Whoever takes the place of another is mailed, on the day, what waits for the roles they now hold."""

from accounts.access import addressee, standing_of
from accounts.models import Succession
from accounts.selectors import to_tell
from accounts.services import mark_told
from monitoring import letters
from records import outbox
from requests.selectors import steps_by_role

from .claim import Claim
from .morning import SHOWN


def tell(claim: Claim) -> int:
    """Write to everybody whose succession begins today or began in an outage; how many."""
    due = to_tell(claim.district.pk, claim.today)
    return sum(_tell(row, claim) for row in due.select_related("person", "successor__district", "district"))


def _tell(row: Succession, claim: Claim) -> int:
    with claim.batch() as ours:
        if not ours or not mark_told(successions=[row.pk], at=claim.at):
            return 0
        seats, total = steps_by_role(standing_of(row.successor, at=claim.at), limit=SHOWN)
        if not total or not row.successor.is_active:
            return 0
        outbox.post(
            to=addressee(row.successor),
            letter=letters.now_yours(row, seats, total=total),
            kind="succession",
            key=f"succession:{row.pk}",
            at=claim.at,
            district_id=claim.district.pk,
            about=("person", row.person_id),
        )
    return 1
