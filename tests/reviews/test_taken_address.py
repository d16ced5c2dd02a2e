"""An address that is registered already leads to the site that has it, instead of to a dead end."""

from django.urls import reverse

from tests.cast import Cast
from tests.registry.sites import site
from tests.requests.filing import answer, file, seat


def test_whoever_gives_it_is_led_to_the_site_and_may_ask_to_join(cast: Cast) -> None:
    there = site(cast, "Robots", typed="https://www.instagram.com/birchwoodrobots/", responsible=cast.sam)
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve")
    answer(filed, "technology_director", cast.tom, "approve")
    path = reverse("decision", args=[seat(filed, "give_address").pk])
    typed = "http://INSTAGRAM.com/birchwoodrobots/?hl=en"
    page = cast.client(cast.maya).post(f"{path}?verdict=provide", {"address": typed, "verdict": "provide"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "already registered: Robots on Instagram, owned by Sam Whitfield at Birchwood High School." in text
    assert f'<a href="/sites/{there.pk}/">Look at Robots on Instagram</a>' in text
    assert f'<a href="/sites/{there.pk}/join/">ask to join as poster</a>' in text
    assert f'value="{typed}"' in text, "nothing typed is lost"


def test_an_address_on_another_platform_leads_nowhere(cast: Cast) -> None:
    site(cast, "Robots", typed="https://www.facebook.com/birchwoodrobots", responsible=cast.sam, platform="facebook")
    filed = file(cast)
    answer(filed, "principal", cast.pat, "approve")
    answer(filed, "technology_director", cast.tom, "approve")
    path = reverse("decision", args=[seat(filed, "give_address").pk])
    typed = {"address": "https://www.facebook.com/birchwoodrobots", "verdict": "provide"}
    text = cast.client(cast.maya).post(f"{path}?verdict=provide", typed).content.decode()
    assert "This address is not on Instagram." in text
    assert "ask to join as poster" not in text
