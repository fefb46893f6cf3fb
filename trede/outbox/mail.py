"""One message by e-mail: plain text, and the same as simple HTML in the right direction."""

import smtplib
from email.utils import parseaddr
from uuid import UUID

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import get_language

from trede.outbox.outcomes import Kind, Outcome, smtp_refusal
from trede.outbox.reading import Content
from trede.outbox.smtp import MayHaveLeft

SMTP = "django.core.mail.backends.smtp.EmailBackend"
OURS = "trede.outbox.smtp.EmailBackend"


def direction(language: str) -> str:
    """ "rtl" for a language that is written from right to left."""
    try:
        return str(Locale.parse(language).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def language_words(language: str) -> str:
    """The name of a language in that of the screen; the code itself when nobody knows it."""
    try:
        name = Locale.parse(language).get_language_name(get_language() or "nl")
    except (UnknownLocaleError, ValueError):
        return language
    return (name or language).capitalize()


def send(content: Content, *, language: str, key: UUID, neutral: bool) -> Outcome:
    """Send it; the answer as an Outcome. Raises nothing that the mail server causes."""
    sender = settings.NEUTRAL_FROM_EMAIL if neutral else settings.DEFAULT_FROM_EMAIL
    if not sender:
        return Outcome(Kind.REFUSED, "no_neutral")
    try:
        validate_email(content.to)
    except ValidationError:
        return Outcome(Kind.REFUSED, "bad_address")
    return _hand_over(message_of(content, language=language, key=key, sender=sender))


def message_of(content: Content, *, language: str, key: UUID, sender: str) -> EmailMultiAlternatives:
    """The mail itself. The Message-ID is the same at every try: mail programs show a double one once."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<{key}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    mail = EmailMultiAlternatives(content.title, content.text, sender, [content.to], headers=headers)
    page = {"content": content, "language": language, "direction": direction(language)}
    mail.attach_alternative(render_to_string("outbox/mail.html", page), "text/html")
    return mail


def _hand_over(mail: EmailMultiAlternatives) -> Outcome:
    name = OURS if settings.EMAIL_BACKEND == SMTP else settings.EMAIL_BACKEND
    mail.connection = get_connection(name)
    try:
        mail.send()
    except MayHaveLeft:
        return Outcome(Kind.UNKNOWN, "unknown", answered=False)
    except OSError as error:
        return _failure(error)
    return Outcome(Kind.SENT, "smtp:250")


def _failure(error: OSError) -> Outcome:
    """Nothing was taken. Who we are (sender, login, encryption) can be mended: those are tried again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return smtp_refusal(next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Outcome(Kind.LATER, "smtp:sender")
    if isinstance(error, smtplib.SMTPDataError):
        return smtp_refusal(error.smtp_code)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Outcome(Kind.LATER, "smtp:auth", answered=False)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome(Kind.LATER, "smtp:setup", answered=False)
    return Outcome(Kind.LATER, "timeout" if _timed_out(error) else "connection", answered=False)


def _timed_out(error: BaseException | None) -> bool:
    """smtplib wraps a time-out in an error of its own."""
    while error is not None:
        if isinstance(error, TimeoutError):
            return True
        error = error.__cause__ or error.__context__
    return False
