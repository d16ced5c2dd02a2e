"""A real mail server for tests: aiosmtpd on a free port of the loopback address, in a thread of this process.

    with sink() as server:              # server.port, server.host
        server.reply("DATA", "451 busy")  # the next answer at this stage; afterwards 250 again
        ...
        assert [mail.to for mail in server.mails] == ["maya@lakeside.example"]

A reply is a line of SMTP, or SLOW (250 after a while), HANG (never answers) or DROP (cuts the connection). The fixture
`mail_server` of tests/records/conftest.py hands out a running one with Django's SMTP settings pointed at it.
"""

import asyncio
import socket
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from typing import Any

from aiosmtpd.controller import Controller

HANG = "hang"
DROP = "drop"
SLOW = "slow"
OK = "250 OK"
A_WHILE = 0.4  # seconds


@dataclass(frozen=True)
class Mail:
    """One mail that arrived whole, whatever was answered."""

    to: str
    sent: bytes

    @cached_property
    def content(self) -> EmailMessage:
        """What was sent, read when a test asks: the server takes a mail without looking into it, as servers do."""
        content = message_from_bytes(self.sent.replace(b"\r\n", b"\n"), policy=policy.default)
        assert isinstance(content, EmailMessage)
        return content

    @property
    def message_id(self) -> str:
        return str(self.content["Message-ID"])


class Sink:
    """Keeps every mail, and answers as told."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.connections = 0
        self.most_at_once = 0  # mails that were taken and not answered at one moment
        self._unanswered = 0
        self.places: int | None = None  # how many connections at most; whoever comes later is turned away
        self.watch: Callable[[str, int], None] = lambda stage, number: None  # called in the server's thread, before answering
        self.replies_to: dict[str, str] = {}  # by address, at RCPT: for good
        self._replies: dict[str, deque[str]] = defaultdict(deque)
        self._count: dict[str, int] = defaultdict(int)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self._socket.getsockname()
        self._controller = _OnSocket(self, self._socket)

    def reply(self, stage: str, *replies: str) -> None:
        """The next answers at "RCPT" or "DATA"."""
        self._replies[stage].extend(replies)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        answer = await self._answer("RCPT", server, self.replies_to.get(address))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.extend(Mail(to, envelope.content) for to in envelope.rcpt_tos)
        self._unanswered += 1
        self.most_at_once = max(self.most_at_once, self._unanswered)
        try:
            return await self._answer("DATA", server)
        finally:
            self._unanswered -= 1

    async def _answer(self, stage: str, server: Any, fixed: str | None = None) -> str:
        self._count[stage] += 1
        self.watch(stage, self._count[stage])
        answer = fixed or (self._replies[stage].popleft() if self._replies[stage] else OK)
        if answer == DROP:
            server.transport.abort()
        if answer == HANG:
            await asyncio.get_running_loop().create_future()
        if answer == SLOW:
            await asyncio.sleep(A_WHILE)
        return OK if answer == SLOW else answer


class _OnSocket(Controller):
    """A controller on a socket that is bound already: no free port is ever lost between choosing and using it."""

    def __init__(self, sink: Sink, listener: socket.socket) -> None:
        self._sink = sink
        self._listener = listener
        self._open = 0
        host, port = listener.getsockname()
        super().__init__(sink, hostname=host, port=port)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)

    def factory(self) -> Any:
        if self._sink.places is None:
            return super().factory()
        self._open += 1
        return super().factory() if self._open <= self._sink.places else _TurnedAway()


class _TurnedAway(asyncio.Protocol):
    """A server that has no place left."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"421 4.7.0 too many connections\r\n")
        transport.close()


@contextmanager
def sink() -> Iterator[Sink]:
    """A running server, stopped at the end whatever hangs on it."""
    server = Sink()
    server.start()
    try:
        yield server
    finally:
        server.stop()
