"""Which texts each kind of message about an invitation uses."""

NEUTRAL_SUBJECT = "email.neutral.subject"
# Which texts each kind of message uses; the neutral ones say nothing of whom or what.
KINDS: dict[str, dict[str, str]] = {
    "invitation": {
        "sms": "sms.invitation",
        "subject": "email.invitation.subject",
        "body": "email.invitation.body",
    },
    "reminder": {"sms": "sms.reminder", "subject": "email.reminder.subject", "body": "email.reminder.body"},
    "offer": {"sms": "offer.sms", "subject": "offer.email.subject", "body": "offer.email.body"},
    "cancelled": {
        "sms": "cancelled.sms",
        "subject": "cancelled.email.subject",
        "body": "cancelled.email.body",
    },
}
# Above the letter of an invitation.
LETTER_TITLE = "invitation.title"
