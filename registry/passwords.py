"""Whether a short text that somebody typed looks like a password. None is ever kept: such a text is refused."""

import re

SAYS = re.compile(r"\b(pass ?(word|code|phrase)|pwd|pw|pin|log ?in|credentials?)\b\s*(is\b|was\b|:|=)", re.IGNORECASE)
SPECIAL = set("!@#$%^&*+=?~<>|\\{}[]_")
KINDS = 3  # of small letters, capitals, digits and signs, mixed in one word
SHORTEST = 7  # letters and signs of such a word


def looks_like_password(text: str) -> bool:
    """Whether a text says that a password follows, or has a word in it that mixes letters, digits and signs as passwords do.

    A guess on purpose on the careful side: names, dates, rooms and web addresses pass.
    """
    return bool(SAYS.search(text)) or any(_is_mixed(word) for word in text.split())


def _is_mixed(word: str) -> bool:
    word = word.strip(".,;:()\"'“”’!?")
    if len(word) < SHORTEST or "://" in word or re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", word):
        return False
    kinds = (str.islower, str.isupper, str.isdigit, SPECIAL.__contains__)
    found = sum(any(kind(letter) for letter in word) for kind in kinds)
    return found >= KINDS and any(letter.isdigit() or letter in SPECIAL for letter in word[1:-1])
