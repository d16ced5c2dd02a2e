"""The limit of a day: what is not urgent and one too many is held back, for the letter of the next school morning.

It is asked right before a message is sent, and counts what was sent. Two senders at one moment may each let one pass.
"""

from datetime import datetime, timedelta

from records.kinds import CALM
from records.models import Message
from records.outbox import limit_of

from .relay import Answer

DAY = timedelta(hours=24)


def held_back(message: Message, *, at: datetime) -> Answer | None:
    """Why a message is not sent now; None where it is. One query for a kind that is counted, two for one at the limit."""
    if message.kind not in CALM or message.person_id is None:
        return None
    sent = Message.objects.filter(person_id=message.person_id, state=Message.State.SENT, kind__in=CALM, sent_at__gt=at - DAY)
    count = sent.count()
    if not count or count < (limit := limit_of(message.district_id)):
        return None
    return Answer(
        Message.State.HELD, f"Held back: {limit} mails a day is the limit. It is in the letter of the next school morning."
    )
