"""Whether a short text that somebody typed looks like a password. None is ever kept: such a text is refused."""

import re

SAYS = re.compile(r"\b(pass ?(word|code|phrase)|pwd|pw|pin|log ?in|credentials?)\b\s*(is\b|was\b|:|=)", re.IGNORECASE)
SIGNS = set("!@$%^*=?~<>|\\{}[]")
SHORTEST = 7  # letters, digits and signs of such a word
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|\S+://\S+")


def looks_like_password(text: str) -> bool:
    """Whether a text says that a password follows, or has a word in it that mixes letters, digits and signs as passwords do.

    A guess: names, dates, rooms, numbers of forms, mail and web addresses pass.
    """
    return bool(SAYS.search(text)) or any(_is_mixed(word) for word in text.split())


def _is_mixed(word: str) -> bool:
    """Letters with digits and a sign; or small and capital letters in which digits stand."""
    word = word.strip(".,;:()\"'“”’")
    if len(word) < SHORTEST or ADDRESS.fullmatch(word):
        return False
    has_digits, has_letters = any(map(str.isdigit, word)), any(map(str.isalpha, word))
    if not (has_digits and has_letters):
        return False
    capitals_inside = any(map(str.isupper, word[1:])) and any(map(str.islower, word))
    return bool(SIGNS & set(word)) or (capitals_inside and re.search(r"[a-zA-Z]\d+[a-zA-Z]", word) is not None)
