"""The demo's mail server: a folder."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import send_mail

from records.delivery import Delivered, deliver
from records.models import Message
from tests.records.writing import AT, posted


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.EMAIL_BACKEND = "records.mailfolder.EmailBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


@pytest.mark.django_db
def test_a_message_becomes_one_file_that_a_mail_program_opens(folder: Path) -> None:
    message = posted()
    assert deliver(at=lambda: AT) == Delivered(sent=1)
    [file] = folder.iterdir()
    assert file.name.startswith("20260915-140000-maya@lakeside.example-")
    assert file.suffix == ".eml"
    content = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert content["Message-ID"] == message.message_id
    assert content["To"] == "Maya Ortega <maya@lakeside.example>"


@pytest.mark.django_db
def test_the_same_message_sent_twice_is_one_file(folder: Path) -> None:
    posted()
    deliver(at=lambda: AT)
    Message.objects.update(state="waiting", sent_at=None)
    assert deliver(at=lambda: AT) == Delivered(sent=1)
    assert len(list(folder.iterdir())) == 1


def test_an_address_cannot_name_another_folder(folder: Path) -> None:
    send_mail("s", "b", None, ["../../x/maya@lakeside.example"])
    [file] = folder.iterdir()
    assert "-....xmaya@lakeside.example-" in file.name
