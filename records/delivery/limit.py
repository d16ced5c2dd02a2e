"""What is not sent although it is due: what is one too many for its day, and what somebody has switched off.

What is not urgent and one too many is held back for the letter of the next school morning.

It is asked right before a message is sent, and counts what was sent. Two senders at one moment may each let one pass.
"""

from datetime import datetime, timedelta

from records.mails import CALM, kind_of
from records.models import Message
from records.outbox import limit_of, switched_off_by

from .relay import Answer

DAY = timedelta(hours=24)


def held_back(message: Message, *, at: datetime) -> Answer | None:
    """Why a message is not sent now; None where it is. No query for what is urgent, three at most for what is not."""
    if message.kind not in CALM or message.person_id is None:
        return None
    if kind_of(message.kind).optional and message.kind in switched_off_by(message.person_id):
        return Answer(Message.State.CANCELLED, f"{message.to_name} has switched this kind of mail off.")
    sent = Message.objects.filter(person_id=message.person_id, state=Message.State.SENT, kind__in=CALM, sent_at__gt=at - DAY)
    count = sent.count()
    if not count or count < (limit := limit_of(message.district_id)):
        return None
    said = f"Held back: {limit} mails a day is the limit. It is in the letter of the next school morning."
    return Answer(Message.State.HELD, said)
