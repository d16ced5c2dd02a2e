"""A district's own words in the letter of a school morning: two lines, with places that stand for something."""

import pytest

from accounts.models import Person
from accounts.rules import Refused
from monitoring.models import MorningWords
from monitoring.services import word_letter
from monitoring.sweep import tick
from monitoring.wording import filled, unknown_places
from records.models import Event, Message
from tests.cast import Cast
from tests.monitoring.days import DUE, TUESDAY, local, morning, watched
from tests.monitoring.pages import EIGHT, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_eight")]
PAGE = "/mail/district/words/"
OWN = {"greeting": "Good morning {first_name}, from {district}.", "closing": "Thank you, {name}."}


def test_the_letter_says_them_around_what_waits(cast: Cast) -> None:
    watched(cast)
    tick(at=local(TUESDAY, 9, 1))
    word_letter(district=cast.lakeside, by=cast.tom, at=EIGHT, **OWN)
    morning(DUE)
    text = Message.objects.get(kind="digest").text
    assert "\n\nGood morning Maya, from Lakeside Community Schools.\n\nDUE TODAY\n" in text
    assert "\n\nThank you, Maya Ortega.\n\nYou get one mail on a school morning" in text


def test_they_are_looked_at_before_they_are_kept(cast: Cast) -> None:
    client = cast.client(cast.tom)
    said = words(client.post(PAGE, {**OWN, "look": "1"}))
    assert "Good morning Tom, from Lakeside Community Schools. DUE TODAY Comment check: Robotics" in said
    assert not MorningWords.objects.exists()
    client.post(PAGE, OWN)
    client.post(PAGE, OWN)
    assert list(MorningWords.objects.values_list("district", "greeting", "closing")) == [
        (cast.lakeside.pk, OWN["greeting"], OWN["closing"])
    ]
    assert [event.sentence for event in Event.objects.filter(verb="word-letter")] == [
        "changed the district's own words in the letter of a school morning"
    ]


@pytest.mark.parametrize(
    ("text", "named"), [("Hello {school}", "{school}"), ("Hello {", "{"), ("{first_name.__class__}", "{first_name.__class__}")]
)
def test_a_place_that_stands_for_nothing_is_refused(cast: Cast, text: str, named: str) -> None:
    response = cast.client(cast.tom).post(PAGE, {"greeting": text})
    assert response.status_code == 422
    assert f"{named} stands for nothing. You can write {{first_name}}, {{name}}, {{district}}." in words(response)
    with pytest.raises(Refused, match="stands for nothing"):
        word_letter(district=cast.lakeside, greeting=text, closing="", by=cast.tom, at=EIGHT)


def test_what_is_filled_in_is_never_read_as_a_place() -> None:
    assert filled("Hello {name}", {"name": "{district}", "district": "Lakeside"}) == "Hello {district}"
    assert unknown_places("{first_name} of {district}") == []


def test_only_whoever_audits_the_register_words_it(cast: Cast) -> None:
    assert cast.client(cast.pat).get(PAGE).status_code == 404
    assert cast.client(cast.pat).post(PAGE, OWN).status_code == 404
    with pytest.raises(Refused, match="Only whoever audits the register"):
        word_letter(district=cast.lakeside, by=Person.objects.get(pk=cast.pat.pk), at=EIGHT, **OWN)
