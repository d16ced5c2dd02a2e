"""One connection to the mail server, kept open over many messages, and what its answers mean for us."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import get_connection

from records.models import Message

from .envelope import Envelope

PER_CONNECTION = 100  # messages; many servers end a connection after some number of them
REMEDY = "Check the person's e-mail address; if it is right, ask whoever runs the mail server."
STRIKES = 3  # conversations in a row that broke off: the server is ill, the rest waits for the next pass
LONGEST_REPLY = 300  # characters of the server's own words that are kept
CLOSING = 421  # "service not available, closing transmission channel"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """How an attempt went: sent, failed for good, or waiting for another attempt; `sentence` says why."""

    state: str
    sentence: str = ""


SENT = Answer(Message.State.SENT)


class Relay:
    """Sends messages one by one and answers for each; never raises for what a server or a row does."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._carried = 0
        self._strikes = 0
        self.down: Answer | None = None

    def send(self, message: Message) -> Answer:
        """Try once. `down` says afterwards whether asking this server again makes sense for now.

        Nothing is done after the server took it: what was taken and is not recorded yet would come twice.
        """
        if self._carried >= PER_CONNECTION:
            self.close()
        if self._connection is None:
            self._open()
        return self.down or self._attempt(message)

    def close(self) -> None:
        """Say good-bye, if anybody listens."""
        connection, self._connection, self._carried = self._connection, None, 0
        if connection is not None:
            with suppress(OSError):
                connection.close()

    def _open(self) -> None:
        connection = get_connection()
        try:
            connection.open()
        except OSError as error:
            self.down = Answer(Message.State.WAITING, f"The mail server could not be reached: {_said(error)}.")
        else:
            self._connection = connection

    def _attempt(self, message: Message) -> Answer:
        try:
            self._connection.send_messages([Envelope(message)])
        except OSError as error:  # smtplib's own errors are OSErrors too
            return self._judge(error)
        except Exception as error:
            log.error("Message %s cannot be made into a mail: %s", message.pk, type(error).__name__)  # no words of it in a log
            self.close()
            return Answer(Message.State.WAITING, f"The message could not be made into a mail: {_said(error)}.")
        self._strikes = 0
        self._carried += 1
        return SENT

    def _judge(self, error: OSError) -> Answer:
        """A reply is about this message and leaves the connection usable; anything else broke the conversation off."""
        code = _code(error)
        if code in (0, CLOSING):
            self._struck(error)
        else:
            self._strikes = 0
        if 500 <= code < 600:
            return Answer(Message.State.FAILED, f"The mail server refused the message: {_said(error)}. {REMEDY}")
        return Answer(Message.State.WAITING, f"The mail server did not take the message: {_said(error)}.")

    def _struck(self, error: OSError) -> None:
        self.close()
        self._strikes += 1
        if self._strikes >= STRIKES:
            self.down = Answer(Message.State.WAITING, f"The mail server keeps breaking off: {_said(error)}.")


def _code(error: OSError) -> int:
    """The server's three digits; 0 where there was no reply at all."""
    return _reply(error)[0]


def _said(error: Exception) -> str:
    """What went wrong, in the server's words where it had any: one printable line."""
    code, words = _reply(error)
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return f"{code or ''} {line or type(error).__name__}".strip()[:LONGEST_REPLY].rstrip(".")


def _reply(error: Exception) -> tuple[int, bytes | str]:
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return code, words
    if isinstance(error, SMTPResponseException):
        return max(int(error.smtp_code), 0), error.smtp_error
    return 0, str(error)
