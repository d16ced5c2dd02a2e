"""A parent complains on a phone in Spanish; the receiver acknowledges and concludes; the parent reads the answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from concerns.models import Complaint
from concerns.selectors import address_of
from tests.browser.conftest import Clock, Visitor
from tests.cast import AT, Cast
from tests.registry.sites import site

Arrive = Callable[..., Visitor]


@pytest.mark.parametrize("policy", ["policy401"])
def test_a_parent_complains_in_spanish_and_reads_the_answer(live_cast: Cast, visitor: Arrive, clock: Clock) -> None:
    made = site(live_cast, typed="https://www.instagram.com/robotics/")
    parent = visitor(width=390, scripts=False)
    parent.open(f"/report/{address_of(made)}/")
    parent.press("Español")
    parent.press("Enviar")
    expect(parent.page.get_by_role("alert")).to_contain_text("Escriba unas palabras.")
    parent.fill("¿Qué está mal?", "A un alumno le ponen apodos en los comentarios.")
    parent.press("English")
    expect(parent.page.get_by_label("What is wrong?")).to_have_value("A un alumno le ponen apodos en los comentarios.")
    parent.press("Español")
    parent.choose("¿De qué se trata?", "Acoso, amenazas o intimidación")
    clock.move_to(AT + timedelta(minutes=3))
    parent.shot("report")
    parent.press("Enviar")
    receipt = str(parent.page.locator(".receipt").text_content())
    parent.shot("received")

    pat = visitor(width=1280).come_back("pat@lakeside.example")
    pat.press("Read it", "link")
    pat.shot("complaint")
    pat.press("Acknowledge", "link")
    pat.press("Acknowledge")
    pat.press("Conclude", "link")
    pat.choose("Outcome", "Content removed")
    pat.fill("Why", "The comments were against the rules.")
    pat.fill("What whoever complained reads", "Gracias: los comentarios ya no están.")
    pat.shot("conclude")
    pat.press("Conclude")

    parent.open("/report/follow/?lang=es")
    parent.fill("Su recibo", receipt.lower())
    parent.press("Mostrar")
    expect(parent.page.get_by_text("Contenido retirado")).to_be_visible()
    expect(parent.page.get_by_text("Gracias: los comentarios ya no están.")).to_be_visible()
    parent.shot("followed")
    assert Complaint.objects.get().outcome == "content removed"
