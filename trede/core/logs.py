import logging
import re

LONG_NUMBER = re.compile(r"\b\d[\d .\-/]{7,}\d\b")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class NoPersonalData(logging.Filter):
    """The last net: numbers that look like a national or phone number and mail addresses are blotted out."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        cleaned = MAIL.sub("[e-mail]", LONG_NUMBER.sub("[nummer]", message))
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True
