"""Settings from the environment. An odd value stops the program with a sentence; nothing is guessed."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "ja", "on"}
FALSE = {"0", "false", "no", "nee", "off"}


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


def database(name: str, default_file: Path) -> dict[str, object]:
    """`sqlite:////absolute/path` or `postgresql://user:password@host:port/name`."""
    url = text(name)
    if not url:
        default_file.parent.mkdir(parents=True, exist_ok=True)
        return sqlite(default_file)
    parts = urlsplit(url)
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
