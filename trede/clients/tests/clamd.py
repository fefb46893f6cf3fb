"""A scanner that speaks the protocol of clamd over TCP: real sockets, no mocks."""

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    answer = ""
    silent = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received = b""


class Conversation(socketserver.BaseRequestHandler):
    server: Scanner

    def handle(self) -> None:
        if self._read(10) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!L", self._read(4))[0]:
            content += self._read(length)
        self.server.received = content
        if self.server.silent:
            threading.Event().wait(3)
            return
        verdict = "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"
        self.request.sendall((self.server.answer or verdict).encode() + b"\0")

    def _read(self, size: int) -> bytes:
        received = b""
        while len(received) < size:
            received += self.request.recv(size - len(received))
        return received


@contextmanager
def running_scanner() -> Iterator[Scanner]:
    with Scanner() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def address(server: Scanner) -> str:
    return f"127.0.0.1:{server.server_address[1]}"


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
