import pytest
from babel.messages.catalog import Catalog

from common import Stop
from messages import collected, findings, from_template


def found(source: str) -> list[object]:
    return [text for text, _context in from_template(source, "page.html")]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("{% translate 'Naam' %}", ["Naam"]),
        ('<p title="{% trans "Voornaam" %}">', ["Voornaam"]),
        ("{{ _(\"Ja, 'zo'\") }}", ["Ja, 'zo'"]),
        ("{{ reason|default:_('geen') }}", ["geen"]),
        ("<c-field :label=\"_('Straat')\" />", ["Straat"]),
        ("{% blocktranslate %}Dag {{ name }}{% endblocktranslate %}", ["Dag %(name)s"]),
        ("{% translate '100% zeker' %}", ["100%% zeker"]),
        ("<p>gettext('nee')</p>", []),
        ("{% comment %}{% translate 'weg' %}{% endcomment %}", []),
    ],
)
def test_a_text_is_found_wherever_a_template_can_hold_it(source: str, texts: list[str]) -> None:
    assert sorted(set(map(str, found(source)))) == texts


def test_a_plural_is_found_with_both_forms() -> None:
    source = (
        "{% blocktranslate trimmed count n=many %}\n {{ n }} dossier\n{% plural %}\n {{ n }} dossiers\n"
        "{% endblocktranslate %}"
    )
    assert found(source) == [("%(n)s dossier", "%(n)s dossiers")]


def test_a_context_is_kept() -> None:
    assert list(from_template("{% translate 'open' context 'dossier' %}", "x")) == [("open", "dossier")]


def test_a_broken_block_is_refused_with_the_name_of_the_file() -> None:
    with pytest.raises(Stop, match=r"page\.html"):
        found("{% blocktranslate %}{% if x %}{% endblocktranslate %}")


def test_the_program_has_texts_from_python_and_from_templates() -> None:
    places = {name.rpartition(".")[2] for message in collected() for name, _line in message.locations}
    assert {"py", "html"} <= places


def catalog(**translations: str) -> Catalog:
    made = Catalog(locale="en", fuzzy=False)
    for text, translation in translations.items():
        made.add(text, translation)
    return made


@pytest.mark.parametrize(
    ("translated", "finding"),
    [
        ({}, "not in the file: 'naam'"),
        ({"naam": ""}, "has no translation: 'naam'"),
        ({"naam": "name", "oud": "old"}, "occurs nowhere any more: 'oud'"),
    ],
)
def test_what_a_translator_must_still_do_is_named(translated: dict[str, str], finding: str) -> None:
    assert list(findings(catalog(naam=""), catalog(**translated))) == [finding]


def test_a_doubtful_translation_is_named() -> None:
    doubtful = catalog(naam="name")
    doubtful["naam"].flags.add("fuzzy")
    assert list(findings(catalog(naam=""), doubtful)) == ["is marked as fuzzy: 'naam'"]


def test_a_complete_translation_has_no_findings() -> None:
    assert list(findings(catalog(naam=""), catalog(naam="name"))) == []
