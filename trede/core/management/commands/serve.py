"""`manage.py serve`: the web server and its background workers as one program."""

import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PR_SET_PDEATHSIG = 1
START_SECONDS = 60
STOP_SECONDS = 25
RESTART_PAUSE = 2


def port_number(raw: str) -> int:
    if raw.isascii() and raw.isdigit() and 1 <= int(raw) <= 65535:
        return int(raw)
    raise argparse.ArgumentTypeError(f"{raw!r} is geen poort; schrijf een getal van 1 tot 65535.")


WORKER = ("db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload", "--verbosity", "0")
# Seals events and purges what is due, every minute.
PERIODIC = ("periodic", "--loop", "60")


def end_with_parent() -> None:
    """In the child: SIGTERM when `serve` disappears, however it ends (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(*command: str) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C in a terminal reaches only `serve`, which then ends its children in order.
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)  # noqa: S603


class Command(BaseCommand):
    help = "Serve the site together with its background workers, until Ctrl-C or SIGTERM."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=port_number, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--processes", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=4, help="threads per web process")
        parser.add_argument("--workers", type=int, default=1, help="background workers")

    def handle(self, *args: object, **options: Any) -> None:
        self.ending = False
        self.host, self.port = options["host"], options["port"]
        self.refuse_taken_port()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        self.web = start(*self.web_command(options["processes"], options["threads"]))
        self.beside = [WORKER] * options["workers"] + [PERIODIC]
        self.workers = [self.start_beside(command) for command in self.beside]
        try:
            self.wait_until_it_answers()
            self.watch()
        finally:
            self.stop_children()

    def end(self, _number: int, _frame: FrameType | None) -> None:
        self.ending = True

    def refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CommandError(
                    f"Poort {self.port} op {self.host} is niet vrij ({error.strerror}). "
                    "Stop het andere programma of kies een andere poort: PORT=8001 make demo"
                ) from error

    def web_command(self, processes: int, threads: int) -> list[str]:
        module, _, name = settings.WSGI_APPLICATION.rpartition(".")
        bind = f"[{self.host}]" if ":" in self.host else self.host
        return [
            *(sys.executable, "-m", "gunicorn", f"{module}:{name}", "--bind", f"{bind}:{self.port}"),
            *("--workers", str(processes), "--threads", str(threads), "--log-level", "warning"),
            *("--graceful-timeout", str(STOP_SECONDS - 5), "--no-control-socket"),
        ]

    def start_beside(self, command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        return start(sys.executable, sys.argv[0], *command)

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.ending and self.web.poll() is None and time.monotonic() < deadline:
            if self.answers():
                self.stdout.write(f"Klaar: http://{self.address()}:{self.port}")
                self.stdout.flush()
                return
            time.sleep(0.1)
        if not self.ending:
            raise CommandError("De webserver is niet gestart; de reden staat hierboven.")

    def address(self) -> str:
        return "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 # nosec B104

    def answers(self) -> bool:
        connection = http.client.HTTPConnection(self.address(), self.port, timeout=10)
        try:
            connection.request("GET", "/", headers={"Host": self.known_host()})
            return connection.getresponse().status < 500
        except OSError:
            return False
        finally:
            connection.close()

    def known_host(self) -> str:
        """A name that the site accepts: a wildcard has no name of its own."""
        hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
        return hosts[0] if hosts else "localhost"

    def watch(self) -> None:
        """Until the end is asked: a worker that stopped comes back; without web server there is no site."""
        while not self.ending:
            if self.web.poll() is not None:
                raise CommandError(f"De webserver is gestopt (code {self.web.returncode}).")
            for index, worker in enumerate(self.workers):
                if worker.poll() is not None:
                    self.stderr.write(
                        f"Een achtergrondtaak stopte (code {worker.returncode}) en start opnieuw."
                    )
                    time.sleep(RESTART_PAUSE)
                    self.workers[index] = self.start_beside(self.beside[index])
            time.sleep(0.2)

    def stop_children(self) -> None:
        children = [self.web, *self.workers]
        for child in children:
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in children:
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
