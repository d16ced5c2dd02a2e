"""What a mail says, as text and as a page."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.conf import LazySettings

from records.letters import Item, absolute, compose, paragraphs_of

LATE = Item(
    "Check the comments on Science Olympiad", "Instagram. It was due Friday.", "2 school days late", "late", "Check now", "/c/1/"
)
DUE = Item("Check the comments on Science Department", "Facebook.", "Due today", "due", "Check now", "/c/2/")
PLAIN = Item("Give the web address of Science Fair 2027")


class Links(HTMLParser):
    """What a page links to, and how its first button looks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            given = dict(attrs)
            self.links.append((given["href"] or "", "background-color:#1c4f8c" in (given["style"] or "")))


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body")[2].partition(">")[2]).split())


def test_the_text_has_what_is_late_first() -> None:
    letter = compose(
        subject="3 things for you today, 1 late",
        opening="Maya, three things wait for you; one is late.",
        purpose="Tuesday, September 15",
        items=[PLAIN, DUE, LATE],
        coming_up=["Monday, September 21: Science Olympiad, comment check"],
        closing="You get one mail on a school morning.\nQuestions: tech@lakeside.example",
        sender="Lakeside Community Schools",
    )
    assert letter.subject == "3 things for you today, 1 late"
    assert letter.text == (
        "Maya, three things wait for you; one is late.\n"
        "Tuesday, September 15\n"
        "\n"
        "2 SCHOOL DAYS LATE\n"
        "Check the comments on Science Olympiad\n"
        "Instagram. It was due Friday.\n"
        "http://127.0.0.1:8000/c/1/\n"
        "\n"
        "DUE TODAY\n"
        "Check the comments on Science Department\n"
        "Facebook.\n"
        "http://127.0.0.1:8000/c/2/\n"
        "\n"
        "Give the web address of Science Fair 2027\n"
        "\n"
        "COMING UP\n"
        "Monday, September 21: Science Olympiad, comment check\n"
        "\n"
        "You get one mail on a school morning.\n"
        "Questions: tech@lakeside.example\n"
        "\n"
        "Lakeside Community Schools, Rollcall\n"
    )


def test_the_page_says_the_same_in_the_same_order() -> None:
    letter = compose(
        subject="Two", opening="Maya, two things.", purpose="Tuesday", items=[DUE, LATE], closing="Bye.", sender="Lakeside"
    )
    assert words_of(letter.html) == (
        "Check the comments on Science Olympiad Lakeside, Rollcall Maya, two things. Tuesday "
        "2 school days late Check the comments on Science Olympiad Instagram. It was due Friday. Check now "
        "Due today Check the comments on Science Department Facebook. Check now Bye."
    )


def test_only_the_first_button_is_filled() -> None:
    page = compose(subject="s", opening="o", items=[DUE, LATE, PLAIN]).html
    assert Links(page).links == [("http://127.0.0.1:8000/c/1/", True), ("http://127.0.0.1:8000/c/2/", False)]


def test_what_people_wrote_is_escaped_in_the_page_and_left_alone_in_the_text() -> None:
    wild = "Maths & <b>Physics</b> \"A\" 'B'"
    letter = compose(
        subject=wild, opening=wild, purpose=wild, paragraphs=[wild], items=[Item(wild, wild, wild)], coming_up=[wild],
        closing=wild, sender=wild, preview=wild,
    )  # fmt: skip
    assert unescape(letter.html).count(wild) == 11
    assert "<b>" not in letter.html
    assert letter.text.count(wild) == 8
    assert wild.upper() in letter.text


def test_long_lines_are_wrapped_in_the_text_and_addresses_never() -> None:
    path = "/check-ins/" + "x" * 90 + "/"
    letter = compose(subject="s", opening="o", paragraphs=["word " * 40], items=[Item("Title", url=path)])
    longest = sorted(letter.text.splitlines(), key=len)
    assert longest[-1] == f"http://127.0.0.1:8000{path}"
    assert len(longest[-2]) <= 76


def test_a_page_shows_the_lines_as_they_were_written_before_they_were_wrapped() -> None:
    written = ["Short.\n" + "word " * 40 + "end", "One\nTwo", "http://127.0.0.1:8000/" + "x" * 90]
    letter = compose(subject="s", opening="o", paragraphs=written)
    assert [part for part in paragraphs_of(letter.text) if part in written] == written


def test_line_breaks_of_a_paragraph_stay() -> None:
    letter = compose(subject="s", opening="o", paragraphs=["She wrote:\nname the coach"])
    assert "She wrote:\nname the coach\n" in letter.text
    assert "She wrote:<br>name the coach" in letter.html


def test_a_subject_is_one_line_of_at_most_300_characters() -> None:
    assert (
        compose(subject="A decision\r\nBcc: all@lakeside.example", opening="o").subject == "A decision Bcc: all@lakeside.example"
    )
    long = compose(subject="word " * 100, opening="o").subject
    assert (len(long) <= 300, long[-6:]) == (True, "word …")


@pytest.mark.parametrize(
    ("given", "shown"), [("#0a5c36", "#0a5c36"), ("", "#8a1c3b"), ("red;} a{display:none", "#8a1c3b"), ("#0a5c36;x", "#8a1c3b")]
)
def test_the_edge_has_the_colour_of_the_district_and_nothing_else(given: str, shown: str) -> None:
    assert f"border-top:4px solid {shown};" in compose(subject="s", opening="o", colour=given).html


def test_links_begin_with_the_public_address(settings: LazySettings) -> None:
    settings.ROLLCALL_URL = "https://rollcall.lakeside.example"
    assert absolute("/queue/") == "https://rollcall.lakeside.example/queue/"
    assert absolute("https://www.facebook.com/birchwood") == "https://www.facebook.com/birchwood"


@pytest.mark.parametrize("path", ["queue/", "javascript:alert(1)", "data:text/html,x"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="A mail cannot link to"):
        compose(subject="s", opening="o", items=[Item("Title", url=path)])


def test_nothing_is_loaded_from_outside_and_nothing_runs() -> None:
    page = compose(subject="s", opening="o", items=[LATE, DUE]).html
    assert re.findall(r"<(img|script|link|iframe|form|style)\b|\bsrc=|\burl\(", page) == []
