"""How much of something a command is asked for."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    """A whole number from `least` on, as an option of a command takes it. Refuses less, and what is no number."""

    def amount(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ArgumentTypeError(f"“{text}” is not a whole number of at least {least}")
        return int(text)

    return amount
