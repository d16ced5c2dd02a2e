"""What is handed to people without an account: the address of a public page, a form's ticket, a receipt.

All of it is made with the server's key. Nothing of it is guessed: an address holds nine bytes of a message authentication
code, a receipt ten.
"""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer

SITE, DISTRICT = b"s", b"d"
NUMBER, SEAL = 5, 9  # bytes of an address: what it is about, and the proof that it is ours
GROUP = 4  # letters of a receipt that stand together
LETTERS = 16
ALIKE = str.maketrans("018", "OIB")  # what people write instead of the letters of a receipt
ADDRESS = re.compile(r"[a-z2-7]{24}")


class Ticket(NamedTuple):
    """What a form brings along: its own key, and when it was shown."""

    key: UUID
    shown_at: datetime


def _seal(what: str, text: bytes, *, secret: str | None = None) -> bytes:
    key = hashlib.sha256(f"concerns.{what}:{secret or settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text, hashlib.sha256).digest()


def address_of(kind: bytes, pk: int) -> str:
    """The last part of a public page's address. It says nothing, not even how many there are, but that we made it."""
    body = kind + pk.to_bytes(NUMBER, "big")
    seal = _seal("page", body)[:SEAL]
    return base64.b32encode(seal + _masked(body, seal)).decode().lower()


def read_address(text: str) -> tuple[bytes, int] | None:
    """Of what an address is; None for one that we did not make. Addresses of older keys of the server count as well."""
    if not ADDRESS.fullmatch(text):
        return None
    whole = base64.b32decode(text.upper())
    seal, masked = whole[:SEAL], whole[SEAL:]
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        body = _masked(masked, seal, secret=str(secret))
        if hmac.compare_digest(seal, _seal("page", body, secret=str(secret))[:SEAL]):
            return body[:1], int.from_bytes(body[1:], "big")
    return None


def _masked(body: bytes, seal: bytes, *, secret: str | None = None) -> bytes:
    """What an address is about, made unreadable by its own seal; done twice, it is readable again."""
    mask = _seal("mask", seal, secret=secret)
    return bytes(letter ^ other for letter, other in zip(body, mask, strict=False))


def new_ticket(at: datetime) -> str:
    """The ticket of a form that is shown now."""
    return Signer(salt="concerns.ticket").sign(f"{uuid4().hex}.{int(at.timestamp())}")


def read_ticket(text: str) -> Ticket | None:
    """A ticket of ours; None for anything else."""
    try:
        key, _, shown = Signer(salt="concerns.ticket").unsign(text).partition(".")
        return Ticket(UUID(key), datetime.fromtimestamp(int(shown), UTC))
    except (BadSignature, ValueError):
        return None


def is_hasty(ticket: Ticket, at: datetime, least: timedelta) -> bool:
    """Whether a form came back sooner than people type."""
    return at - ticket.shown_at < least


def receipt_of(key: UUID) -> str:
    """The receipt of what was filed with a ticket: the same for the same ticket, in groups that one can read out."""
    letters = base64.b32encode(_seal("receipt", key.bytes)).decode()[:LETTERS]
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def hash_of_receipt(typed: str) -> str:
    """How a receipt is stored, however it was typed: with or without hyphens, in small letters, with a 0 for an O."""
    letters = "".join(re.findall(r"[A-Z0-9]", typed.upper())).translate(ALIKE)
    return hashlib.sha256(letters.encode()).hexdigest()


def hash_of_visitor(address: str) -> str:
    """A visitor's network address, as it is counted: nobody gets it back without the server's key."""
    return _seal("visitor", address.encode()).hex()
