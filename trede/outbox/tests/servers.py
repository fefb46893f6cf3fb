"""Real servers for the tests: a mail server and a gateway for text messages, each with its bad days."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

NO_SUCH, BUSY, HANGS, HANGS_AFTER = "weg@", "vol@", "traag@", "traag-na@"


class Mailbox:
    """Keeps what it took; refuses some addresses for good, some for now, and leaves some waiting."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith(NO_SUCH):
            return "550 5.1.1 no such user"
        if address.startswith(BUSY):
            return "451 4.2.1 try again later"
        if address.startswith(HANGS):
            await asyncio.sleep(1.5)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        if envelope.rcpt_tos[0].startswith(HANGS_AFTER):
            await asyncio.sleep(1.5)
        return "250 taken"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def mail_server(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_TIMEOUT = 0.5
    try:
        yield box
    finally:
        controller.stop(no_assert=True)


class Gateway(ThreadingHTTPServer):
    """Answers as told: a status, "hangs", "drips" or "cuts"; after `answers` it goes on with the last one."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Any] = [200]
        self.headers: dict[str, str] = {}
        self.body: Any = None
        self.asked: list[dict[str, Any]] = []
        self.pause = 0.0
        # The telephones: what a gateway that keeps our key delivers once.
        self.delivered: dict[str, str] = {}

    def next_answer(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up: what a time-out looks like from here."""


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"body": content, "headers": dict(self.headers), "path": self.path})
        key, answer = self.headers["Idempotency-Key"], self.server.next_answer()
        known = key in self.server.delivered
        if answer in (200, 201, "hangs after", "cuts after", "drips") and not known:
            self.server.delivered[key] = content.get("text", "")
        time.sleep(self.server.pause)
        self._answer(answer, key)

    def _answer(self, answer: Any, key: str) -> None:
        if answer in ("hangs", "hangs after"):
            time.sleep(1.2)
        elif answer in ("cuts", "cuts after"):
            self.connection.close()
        elif answer == "drips":
            self._drip()
        else:
            self._send(int(answer), key)

    def _send(self, status: int, key: str) -> None:
        body = self.server.body
        data = body if isinstance(body, bytes) else json.dumps(body or {"id": f"gw-{key[:8]}"}).encode()
        self.send_response(status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(15):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def sms_gateway(settings: Any) -> Iterator[Gateway]:
    gateway = Gateway()
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.SMS_URL = f"http://127.0.0.1:{gateway.server_address[1]}/send"
    settings.SMS_TOKEN, settings.SMS_FROM, settings.SMS_TIMEOUT = "geheim-van-de-dienst", "OCMW", 0.5
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.server_close()
        thread.join(5)
