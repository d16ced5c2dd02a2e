"""Whether a short text looks like a password."""

import pytest

from registry.passwords import looks_like_password


@pytest.mark.parametrize(
    "text",
    [
        "Robots-2026!", "password: robots", "The passcode is 4711", "PIN = 4711", "pw:lake", "tR0ub4dor&3", "login: birch / lake",
        "x9K#mPq2v", "In the safe, Lake$ide77", "hunter2?!", "Correct7Horse",
    ],
)  # fmt: skip
def test_what_looks_like_one(text: str) -> None:
    assert looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "In the safe of the main office, sealed", "Room B-204, binder 3", "the parental release forms on file", "2026-09-14",
        "https://drive.lakeside.example/Releases_2026?x=1", "office@lakeside.example", "Fall season 2026/27", "Sealed envelope",
        "McKinley Middle School", "Form 401.13-R", "Cabinet “A” (left)", "J.D. Salinger Hall", "Releases-2026/27",
        "Releases_2026", "McKinley2026", "box#12345", "Homecoming 2026!", "Is it in B204?", "the 7thGrade band",
    ],
)  # fmt: skip
def test_what_does_not(text: str) -> None:
    assert not looks_like_password(text)
