import logging
import re

LONG_NUMBER = re.compile(r"\b\d[\d .\-/]{7,}\d\b")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# The key of a link in a mail opens a door, whatever a telephone or a person wrote behind it.
KEY = re.compile(r"(?<=/)[\w-]{20,}+(?!\.py\b)")
# What the message of an error quotes may be what somebody typed.
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|=\([^)\n]*\)")
SOURCE_LINE = re.compile(r"^\s+(File \"|\^|~)|^(Traceback|During handling|The above exception)")


def scrub(text: str) -> str:
    """Blot out mail addresses, keys, and numbers that look like a national or phone number."""
    return KEY.sub("[sleutel]", MAIL.sub("[e-mail]", LONG_NUMBER.sub("[nummer]", text)))


class NoPersonalData(logging.Filter):
    """The last net for what a log line says."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleaned = scrub(message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True


class CleanFormatter(logging.Formatter):
    """A traceback keeps the lines of our code; of an error's message what it quotes is blotted out."""

    def formatException(self, ei: object) -> str:
        text = super().formatException(ei)  # type: ignore[arg-type]
        lines = text.splitlines()
        return "\n".join(
            self._clean(line, lines[index - 1] if index else "") for index, line in enumerate(lines)
        )

    @staticmethod
    def _clean(line: str, above: str) -> str:
        if SOURCE_LINE.search(line) or above.lstrip().startswith('File "'):
            return line
        return scrub(QUOTED.sub("[…]", line))
