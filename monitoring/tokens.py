"""The token of a link that answers a check-in from the mail. Pure: what the database keeps of it is its hash."""

import secrets
from datetime import timedelta
from hashlib import sha256

LIFE = timedelta(hours=48)
BYTES = 32  # of randomness; nobody guesses them, so the hash needs no salt


def new_token() -> str:
    """A token that fits an address."""
    return secrets.token_urlsafe(BYTES)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()
