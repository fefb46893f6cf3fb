from datetime import date

import pytest
from django.utils import formats, translation

from trede.core.forms import LastDayForm


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_date_is_typed_and_shown_day_first_in_every_language(language):
    with translation.override(language):
        form = LastDayForm({"last_day": "03/04/2026"})
        assert form.is_valid()
        assert form.cleaned_data["last_day"] == date(2026, 4, 3)
        assert 'value="03/04/2026"' in str(LastDayForm(initial={"last_day": date(2026, 4, 3)})["last_day"])
        assert formats.date_format(date(2026, 4, 3), "SHORT_DATE_FORMAT") == "03/04/2026"
