"""Django's mail by SMTP, that also says when a message may have left although no answer came."""

import contextlib
import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend as Smtp


class MayHaveLeft(Exception):
    """The whole message was on its way when the connection broke: the server may have taken it."""


class _Connection(smtplib.SMTP):
    def data(self, msg: Any) -> tuple[int, bytes]:
        try:
            return super().data(msg)
        except smtplib.SMTPDataError:
            raise
        except OSError as error:  # smtplib's own errors are among these
            raise MayHaveLeft from error


class EmailBackend(Smtp):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Connection

    def close(self) -> None:
        """What goes wrong after the server took the message is no failure of the message."""
        with contextlib.suppress(OSError):
            super().close()
        self.connection = None
