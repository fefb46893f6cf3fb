from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its sentence has no Dutch translation in this version."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Kies er een van minstens %(least)d tekens.") % {
            "least": self.min_length
        }

    def get_help_text(self) -> str:
        return _("Uw wachtwoord telt minstens %(least)d tekens.") % {"least": self.min_length}
