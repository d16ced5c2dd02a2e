"""Whom we tell: messages are rows, written in the deed's transaction and sent later by records.delivery."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from itertools import islice
from typing import TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db.models import CharField, DateTimeField, QuerySet

from .letters import Letter
from .models import MailLimit, Message, SwitchedOff
from .statements import Change, Given, insert
from .tokens import way_out

Row = TypeVar("Row")
GIVE_UP_AFTER = timedelta(hours=4)
A_DAY = 10  # mails that are not urgent, to one person within 24 hours, unless the district sets another number
AT_A_TIME = 500  # rows of one INSERT, keys of one SELECT
ADDRESS = re.compile(r"[^\s,;:<>@\"]+@[^\s,;:<>@\"]+")


@dataclass(frozen=True)
class Addressee:
    """One person as the outbox keeps them: id, name and address, without a foreign key."""

    person_id: int | None
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """What `post` is told, as a value, for writing many at once."""

    to: Addressee
    letter: Letter
    kind: str
    key: str
    at: datetime
    district_id: int | None
    about: tuple[str, int] | None = None
    reply_to: str = ""
    give_up_after: timedelta = GIVE_UP_AFTER
    may_be_off: bool = False


def post(
    *,
    to: Addressee,
    letter: Letter,
    kind: str,
    key: str,
    at: datetime,
    district_id: int | None,
    about: tuple[str, int] | None = None,
    reply_to: str = "",
    give_up_after: timedelta = GIVE_UP_AFTER,
    may_be_off: bool = False,
) -> Message | None:
    """Put one message to one person into the outbox; None where a message with this key is there already.

    `may_be_off`: the policy lets people switch this kind off, so the mail says how (List-Unsubscribe).

    Refuses (ValueError) an address with a line break or a comma, for the addressee as for `reply_to`.
    """
    message = _row(
        Outgoing(
            to=to,
            letter=letter,
            kind=kind,
            key=key,
            at=at,
            district_id=district_id,
            about=about,
            reply_to=reply_to,
            give_up_after=give_up_after,
            may_be_off=may_be_off,
        )
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(message_id=message.message_id).first()


def put(rows: Iterable[Outgoing]) -> None:
    """Put messages into the outbox, 500 to a statement, and ask nothing back: one whose key is there already stays as it is.

    Refuses what `post` refuses.
    """
    for batch in _batches(map(_row, rows)):
        insert(batch, unless_there=True)


def post_many(rows: Iterable[Outgoing]) -> int:
    """Put many messages into the outbox, 500 to a statement; how many of them are new. Refuses what `post` refuses."""
    return sum(_insert(batch) for batch in _batches(map(_row, rows)))


def cancel_for(*, person_id: int) -> int:
    """Cancel everything that still waits for a person or was held back, because they have ended; how many that were."""
    waiting = Message.objects.filter(person_id=person_id, state__in=(Message.State.WAITING, Message.State.HELD))
    return waiting.update(state=Message.State.CANCELLED)


def cancel_stale(*, kind: str, district_id: int, before: datetime) -> int:
    """Cancel what still waits of one kind of a district and was written before a moment: something newer says it all."""
    return STALE.made(kind=kind, district=district_id, before=before)


STALE = Change(
    lambda: Message.objects.filter(
        state=Message.State.WAITING,
        kind=Given("kind", CharField()),
        district_id=Given("district"),
        created_at__lt=Given("before", DateTimeField()),
    ),
    state=Message.State.CANCELLED,
)


def hold_back(rows: QuerySet[Message], *, why: str) -> int:
    """Cancel those of some messages that still wait, with the reason their recipient reads; how many that were."""
    return rows.filter(state=Message.State.WAITING).update(state=Message.State.CANCELLED, error=why)


def put_back(rows: QuerySet[Message], *, at: datetime) -> int:
    """Let messages that were held back wait again, as long as it is not too late for them; how many that were."""
    late = rows.filter(state=Message.State.CANCELLED, give_up_at__gt=at)
    return late.update(state=Message.State.WAITING, error="", due_at=at, leased_until=None)


def failed(district_id: int) -> QuerySet[Message]:
    """The messages of a district that could not be delivered, the last first."""
    return Message.objects.filter(district_id=district_id, state=Message.State.FAILED).order_by("-id")


def sent_before(keys: Collection[str], moment: datetime) -> set[str]:
    """Those of the keys whose message was sent before a moment."""
    found: set[str] = set()
    for batch in _batches(keys):
        sent = Message.objects.filter(key__in=batch, state=Message.State.SENT, sent_at__lt=moment)
        found.update(sent.values_list("key", flat=True))
    return found


def switch(*, person_id: int, district_id: int, kind: str, off: bool, at: datetime) -> bool:
    """Switch a kind of mail off or on again for one person; whether that was another way before. Part of a deed."""
    rows = SwitchedOff.objects.filter(person_id=person_id, kind=kind)
    if not off:
        return bool(rows.delete()[0])
    made = SwitchedOff(person_id=person_id, district_id=district_id, kind=kind, at=at)
    known = rows.exists()
    SwitchedOff.objects.bulk_create([made], ignore_conflicts=True)
    return not known


def switched_off_by(person_id: int) -> set[str]:
    """The kinds one person does not want."""
    return set(SwitchedOff.objects.filter(person_id=person_id).values_list("kind", flat=True))


def without(district_id: int, kinds: Collection[str]) -> dict[str, set[int]]:
    """Who of a district does not want each of these kinds, by id: one query."""
    found: dict[str, set[int]] = {kind: set() for kind in kinds}
    rows = SwitchedOff.objects.filter(district_id=district_id, kind__in=kinds)
    for kind, person_id in rows.values_list("kind", "person_id"):
        found[kind].add(person_id)
    return found


def switch_on_again(*, district_id: int, but: Collection[str]) -> int:
    """Forget what people of a district switched off, but for the kinds that they still may; how much that was."""
    return switched_off(district_id).exclude(kind__in=but).delete()[0]


def switched_off(district_id: int | Given) -> QuerySet[SwitchedOff]:
    """What people of a district have switched off."""
    return SwitchedOff.objects.filter(district_id=district_id).order_by("kind")


def limit_of(district_id: int | None) -> int:
    """How many mails that are not urgent one person of a district gets within 24 hours."""
    found = MailLimit.objects.filter(district_id=district_id or 0).values_list("a_day", flat=True).first()
    return found or A_DAY


def set_limit(*, district_id: int, a_day: int) -> bool:
    """Set that number; whether it was another before. Part of a deed."""
    before = limit_of(district_id)
    MailLimit.objects.update_or_create(district_id=district_id, defaults={"a_day": a_day})
    return before != a_day


def held_by_limit(district_id: int | Given) -> QuerySet[Message]:
    """What of a district is held back as one too many for a day, the last first."""
    return Message.objects.filter(district_id=district_id, state=Message.State.HELD).order_by("-id")


def held_back(district_id: int, *, at: datetime) -> list[Message]:
    """What was held back and stood in no letter that was sent, oldest first. What did is merged with it: written here."""
    rows = list(held_by_limit(district_id).order_by("id"))
    said = sent_before({row.carried_by for row in rows if row.carried_by}, at) if rows else set()
    merged = [row.pk for row in rows if row.carried_by in said]
    if merged:
        Message.objects.filter(pk__in=merged, state=Message.State.HELD).update(state=Message.State.MERGED)
    return [row for row in rows if row.carried_by not in said]


def carry(rows: Iterable[tuple[int, str]]) -> None:
    """Note which letter speaks of a message that was held back: pairs of its number and the letter's key."""
    for key, pks in _by_key(rows).items():
        Message.objects.filter(pk__in=pks, state=Message.State.HELD).update(carried_by=key)


def _by_key(rows: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for pk, key in rows:
        found.setdefault(key, []).append(pk)
    return found


def _row(post: Outgoing) -> Message:
    about_kind, about_id = post.about or ("", None)
    return Message(
        key=post.key,
        message_id=f"<{uuid4().hex}@{urlsplit(settings.ROLLCALL_URL).hostname}>",
        district_id=post.district_id,
        person_id=post.to.person_id,
        to_name=" ".join(post.to.name.split()),
        to_address=_one_mailbox(post.to.address, post.to.address),
        reply_to=_one_mailbox(post.reply_to, parseaddr(post.reply_to)[1]) if post.reply_to else "",
        kind=post.kind,
        subject=post.letter.subject,
        text=post.letter.text,
        html=post.letter.html,
        about_kind=about_kind,
        about_id=about_id,
        created_at=post.at,
        due_at=post.at,
        give_up_at=post.at + post.give_up_after,
        way_out=way_out(post.to.person_id, post.kind) if post.may_be_off and post.to.person_id else "",
    )


def _one_mailbox(given: str, address: str) -> str:
    """The header's value as given, where the address in it can only ever mean one mailbox."""
    if any(character in given for character in "\r\n,") or not ADDRESS.fullmatch(address):
        raise ValueError(f"{given!r} is not one e-mail address: it may hold neither line breaks nor commas.")
    return given


def _insert(batch: list[Message]) -> int:
    Message.objects.bulk_create(batch, ignore_conflicts=True)
    return Message.objects.filter(message_id__in=[message.message_id for message in batch]).count()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while batch := list(islice(source, AT_A_TIME)):
        yield batch
