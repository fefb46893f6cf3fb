"""Settings from the environment. An odd value stops the program with a sentence; nothing is guessed."""

import os
import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "ja", "on"}
FALSE = {"0", "false", "no", "nee", "off"}
HOST = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", re.IGNORECASE)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    raw = text(name).lower()
    if not raw:
        return default
    if raw in TRUE | FALSE:
        return raw in TRUE
    raise ImproperlyConfigured(f"{name} is {raw!r}; write 1 (yes) or 0 (no).")


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    raw = text(name)
    if not raw:
        return default
    if raw.isascii() and raw.isdigit() and least <= int(raw) <= most:
        return int(raw)
    raise ImproperlyConfigured(f"{name} is {raw!r}; write a whole number from {least} to {most}.")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str, default: str, *, production: bool) -> list[str]:
    """Host names without scheme or port; a star would let anybody choose what stands in our mails."""
    found = words(name, "" if production else default)
    if not found:
        raise ImproperlyConfigured(
            f"{name} is missing; write the name of the site, such as trede.example.be."
        )
    for host in found:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} has {host!r}; write names only, with commas between: trede.example.be."
            )
    return found


def url(name: str, default: str = "", *, https: bool) -> str:
    """A whole address without a slash at its end; `https` allows plain http on this machine only."""
    raw = text(name, default)
    if not raw:
        return ""
    parts = _split(name, raw)
    local = parts.hostname in LOOPBACK
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; write a whole address, such as https://trede.example.be."
        )
    if https and parts.scheme != "https" and not local:
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; it must start with https:// because secrets travel there."
        )
    return raw.rstrip("/")


def endpoint(name: str) -> str:
    """`host:port` of another program, or nothing."""
    raw = text(name)
    host, _, port = raw.rpartition(":")
    if raw and not (HOST.fullmatch(host) and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ImproperlyConfigured(f"{name} is {raw!r}; write a host and a port, such as 127.0.0.1:3310.")
    return raw


def sender(name: str, default: str) -> str:
    raw = text(name, default)
    if "\n" in raw or not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(raw)[1]):
        raise ImproperlyConfigured(f"{name} is {raw!r}; write Trede <trede@example.be>.")
    return raw


def pairs(name: str, default: dict[str, str]) -> dict[str, str]:
    """`ours=theirs` with commas between; what is not written keeps its default."""
    found = dict(default)
    for word in words(name):
        ours, sign, theirs = (part.strip() for part in word.partition("="))
        if not (sign and theirs and ours in default):
            raise ImproperlyConfigured(
                f"{name} has {word!r}; write {', '.join(f'{key}=…' for key in default)} with commas between."
            )
        found[ours] = theirs
    return found


def secret(name: str) -> str:
    """A part of an address that nobody can guess, or nothing."""
    raw = text(name)
    if raw and not re.fullmatch(r"[A-Za-z0-9_-]{32,200}", raw):
        raise ImproperlyConfigured(f"{name} must hold 32 or more letters, digits, hyphens or underscores.")
    return raw


def slug(name: str, default: str) -> str:
    raw = text(name, default)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,29}", raw):
        raise ImproperlyConfigured(
            f"{name} is {raw!r}; write small letters, digits and hyphens, such as acm-idm."
        )
    return raw


def required(name: str, *, because: str) -> str:
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"{name} is missing; {because} needs it (docs/install.md).")


def folder(name: str, default: Path, *, make: bool = False) -> Path:
    path = Path(text(name, str(default)))
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} is {str(path)!r}; write an absolute path.")
    try:
        if make:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        odd = path.exists() and not path.is_dir()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be used ({error.strerror}).") from error
    if odd:
        raise ImproperlyConfigured(f"{name}: {path} is a file; write the path of a folder.")
    return path


def file(name: str, default: Path) -> Path:
    path = Path(text(name, str(default)))
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} is {str(path)!r}; write an absolute path.")
    if path.is_dir():
        raise ImproperlyConfigured(f"{name}: {path} is a folder; write the path of a file.")
    return path


def _split(name: str, raw: str) -> SplitResult:
    """The parts of an address; the port is checked here because reading it later would raise."""
    try:
        parts = urlsplit(raw)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: the address is not right ({error}).") from error
    return parts


def database(name: str, default_file: Path) -> dict[str, object]:
    """`sqlite:////absolute/path` or `postgresql://user:password@host:port/name`."""
    url = text(name)
    if not url:
        default_file.parent.mkdir(parents=True, exist_ok=True)
        return sqlite(default_file)
    parts = _split(name, url)
    if parts.scheme == "sqlite":
        return sqlite(_sqlite_path(name, url))
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(name, url)
    raise ImproperlyConfigured(
        f"{name} starts with {parts.scheme!r}; write sqlite:////absolute/path or postgresql://user@host/name."
    )


def _sqlite_path(name: str, url: str) -> Path:
    path = Path(unquote(urlsplit(url).path).removeprefix("/"))
    if not path.is_absolute():
        raise ImproperlyConfigured(
            f"{name}: write four slashes and an absolute path, sqlite:////var/lib/trede.db."
        )
    if not path.parent.is_dir():
        raise ImproperlyConfigured(f"{name}: the folder {path.parent} does not exist; make it first.")
    return path


def sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # A writer takes its lock at the start, so that two writers wait instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-64000;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
            ),
        },
        "CONN_MAX_AGE": 600,
        "TEST": {"NAME": os.environ.get("TREDE_TEST_SQLITE") or None},
    }


def _postgresql(name: str, url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: the name of the database is missing at the end.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = parts.hostname or unquote(query.pop("host", ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {key: unquote(value) for key, value in query.items()},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
