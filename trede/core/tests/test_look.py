"""The theme, the components and the vendored files keep what they promise."""

import re
import stat
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from trede.core.gallery import WRONG, SampleForm, gallery
from trede.core.templatetags import look

ROOT = Path(__file__).resolve().parents[3]
TREDE = ROOT / "trede"
STATIC = TREDE / "static"
COMPONENTS = TREDE / "templates" / "cotton"
TEMPLATES = sorted(TREDE.rglob("templates/**/*.html"))
RUNGS = range(1, 7)


@pytest.fixture(autouse=True)
def dutch():
    with translation.override("nl"):
        yield


def request(path: str = "/") -> HttpRequest:
    made = RequestFactory().get(path)
    made.session, made.user, made.member = {}, None, None
    made._messages = []
    return made


def component(tag: str, inside: str = "", *, asked: HttpRequest | None = None, **inputs) -> BeautifulSoup:
    """What `<c-tag>` makes of these inputs on a page."""
    given = " ".join(f':{key}="{key}"' for key in inputs)
    template = Template(f"{{% cotton {tag} {given} %}}{inside}{{% endcotton %}}")
    html = template.render(RequestContext(asked or request(), inputs))
    return BeautifulSoup(html, "html.parser")


def variables() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", (STATIC / "css/trede.css").read_text()))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class TestColours:
    def test_contrast_of_black_on_white_is_the_greatest_there_is(self):
        assert contrast("#000000", "#fff") == pytest.approx(21)

    @pytest.mark.parametrize("rung", RUNGS)
    @pytest.mark.parametrize("behind", ["surface", "paper", "rung-{}-tint"])
    def test_a_rung_is_readable_as_text_and_under_white_text(self, rung, behind):
        colours = variables()
        assert contrast(colours[f"rung-{rung}"], colours[behind.format(rung)]) >= 4.5

    @pytest.mark.parametrize("tone", ["good", "warn", "bad", "info"])
    def test_a_tone_is_readable_on_its_tint(self, tone):
        assert contrast(variables()[tone], variables()[f"{tone}-tint"]) >= 4.5

    def test_no_two_rungs_share_a_colour(self):
        assert len({variables()[f"rung-{rung}"] for rung in RUNGS}) == 6

    def test_borders_of_inputs_stand_out_from_the_page(self):
        assert contrast(variables()["line-strong"], variables()["surface"]) >= 3


class TestLadder:
    def test_six_steps_rise_and_stand_on_one_floor(self):
        steps = look.ladder_steps()
        assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6]
        assert {step.y + step.height for step in steps} == {look.FLOOR}
        assert sorted(step.height for step in steps) == [step.height for step in steps]

    def test_marks_where_the_client_stands_goes_and_has_been(self):
        steps = {step.number: step for step in look.ladder_steps(3, "5", [1, 2])}
        assert [n for n, step in steps.items() if step.current] == [3]
        assert [n for n, step in steps.items() if step.goal] == [5]
        assert [n for n, step in steps.items() if step.visited] == [1, 2]

    @pytest.mark.parametrize("path", ["1,2", "1, 2,", ["1", 2], (1, 2)])
    def test_a_path_may_be_a_list_or_a_text(self, path):
        assert [s.number for s in look.ladder_steps(path=path) if s.visited] == [1, 2]

    def test_no_rung_yet_marks_nothing(self):
        assert not [s for s in look.ladder_steps("", None, "") if s.current or s.goal or s.visited]

    @pytest.mark.parametrize(("number", "name"), [(6, "betaald werk"), ("", ""), (7, "")])
    def test_name_of_a_rung(self, number, name):
        assert str(look.rung_name(number)) == name

    def test_the_drawing_says_in_words_what_it_shows(self):
        drawing = component("staircase", current=3, goal=5, path="1").find("svg")
        assert drawing["role"] == "img"
        said = " ".join(drawing["aria-label"].split())
        assert "nu op trede 3, arbeidsmatige activiteiten;" in said
        assert "doel trede 5, betaald werk met ondersteuning" in said
        assert "was op trede 1" in said

    def test_the_drawing_says_what_its_page_wants_it_to_say(self):
        drawing = component(
            "staircase",
            current=3,
            goal=3,
            path=[1, 3, 2, 3],
            months={1: "mrt 2025"},
            reach=True,
            label="Nu op 3.",
        )
        assert drawing.find("svg")["aria-label"] == "Nu op 3."
        assert [text.text for text in drawing.select(".stair__month")] == ["mrt 2025"]
        # A move up and the same move down are one line; no flag where the goal is the highest within reach.
        assert len(drawing.select(".stair__way")) == 2
        assert (len(drawing.select(".stair__reach")), len(drawing.select(".stair__flag"))) == (1, 0)
        assert "hoogst haalbaar, en dat is goed" in drawing.text

    def test_a_rung_never_shows_by_colour_alone(self):
        assert component("rung", number=4).get_text(" ", strip=True) == "trede 4"
        assert component("rung", number="").get_text(strip=True) == "nog geen trede"


class TestFields:
    @pytest.fixture
    def wrong(self) -> SampleForm:
        return SampleForm(WRONG, auto_id="x_%s")

    def field(self, form: forms.Form, name: str) -> BeautifulSoup:
        return component("field", field=form[name])

    def test_label_help_and_error_are_tied_to_the_input(self, wrong):
        part = self.field(wrong, "starts_on")
        entry = part.find("input")
        assert part.find("label")["for"] == entry["id"] == "x_starts_on"
        told = entry["aria-describedby"].split()
        assert told == ["x_starts_on_helptext", "x_starts_on_error"]
        assert all(part.find(id=name) for name in told)
        assert entry["aria-invalid"] == "true"
        assert entry["value"] == "31/02/2026"

    def test_a_date_is_typed_on_a_keyboard_of_digits(self):
        entry = self.field(SampleForm(), "starts_on").find("input")
        assert (entry["type"], entry["inputmode"], entry["maxlength"]) == ("text", "numeric", "10")

    def test_choices_are_a_group_with_a_legend(self, wrong):
        group = self.field(wrong, "channel").find("fieldset")
        assert "Hoe nodigen we uit?" in group.find("legend").get_text()
        assert len(group.find_all("input", type="radio")) == 3
        assert group.find(id=group["aria-describedby"])

    def test_a_tick_has_its_label_around_it(self):
        assert self.field(SampleForm(), "interpreter").find("label").find("input", type="checkbox")

    def test_optional_is_said_and_required_is_not(self):
        assert "niet verplicht" in self.field(SampleForm(), "hours").get_text()
        assert "niet verplicht" not in self.field(SampleForm(), "reason").get_text()

    def test_own_classes_and_attributes_stay_and_a_placeholder_goes(self):
        class OneForm(forms.Form):
            day = forms.DateField(
                widget=forms.DateInput(attrs={"class": "mine", "maxlength": "5", "placeholder": "x"})
            )

        entry = self.field(OneForm(), "day").find("input")
        assert entry["class"] == ["mine", "form-control"]
        assert entry["maxlength"] == "5"
        assert not entry.has_attr("placeholder")

    def test_a_hidden_field_has_no_label(self):
        class OneForm(forms.Form):
            version = forms.CharField(widget=forms.HiddenInput)

        assert self.field(OneForm(), "version").find("label") is None

    def test_the_summary_leads_to_every_wrong_field(self, wrong):
        whole = component("form", form=wrong)
        links = [link["href"] for link in whole.select(".alert a")]
        assert links == ["#x_reason", "#x_starts_on", "#x_hours", "#x_channel_0"]
        assert all(whole.find(id=link[1:]) for link in links)

    def test_text_that_was_typed_is_escaped(self):
        form = SampleForm({**WRONG, "reason": "<script>x</script>", "channel": "<b>"})
        shown = str(component("form", form=form))
        assert "<script>x" not in shown
        assert "&lt;script&gt;x" in shown

    def test_a_form_with_a_file_is_sent_in_parts(self):
        assert component("form", form=SampleForm()).find("form")["enctype"] == "multipart/form-data"

    def test_a_right_form_has_no_summary(self):
        assert component("form", form=SampleForm()).select(".alert") == []


class TestParts:
    @pytest.mark.parametrize(
        ("level", "word"),
        [
            ("confirmed", "bevestigd"),
            ("practice", "praktijk"),
            ("derived", "afgeleid"),
            ("recalled", "niet nagekeken"),
        ],
    )
    def test_certainty_in_words(self, level, word):
        assert component("certainty", level=level).get_text(" ", strip=True) == word

    def test_an_unknown_certainty_counts_as_the_weakest(self):
        assert component("certainty", level="?").get_text(" ", strip=True) == "niet nagekeken"

    def test_a_masked_number_is_asked_for_by_a_post(self):
        form = component("masked", value="••12", action="/toon/", name="insz", label="nummer").find("form")
        assert (form["method"], form["action"]) == ("post", "/toon/")
        assert "nummer" in form.find("button").get_text()
        assert component("masked", value="12", shown=True).find("button") is None

    def test_an_empty_fact_is_said_to_be_unknown(self):
        assert component("fact", " ", label="E-mail").get_text(" ", strip=True) == "E-mail niet bekend"
        assert component("fact", "a@b.be", label="E-mail").get_text(" ", strip=True) == "E-mail a@b.be"

    def test_pages_keep_the_other_filters(self):
        page = Paginator(range(30), 10).page(2)
        found = component("pagination", page=page, asked=request("/?rung=3&page=2"))
        assert [link["href"] for link in found.find_all("a")] == ["?rung=3&page=1", "?rung=3&page=3"]

    def test_one_page_needs_no_pagination(self):
        page = Paginator(range(3), 10).page(1)
        assert component("pagination", page=page).find("nav") is None

    def test_both_texts_of_a_conflict_are_shown_and_yours_is_kept_in_the_box(self):
        part = component("conflict", label="Nota", yours="de mijne", theirs="de zijne", their_version=7)
        assert "de zijne" in part.get_text()
        assert part.find("textarea").get_text().strip() == "de mijne"
        assert part.find("input", {"name": "version"})["value"] == "7"


class TestGallery:
    @pytest.fixture(scope="class")
    def page(self) -> BeautifulSoup:
        with translation.override("nl"):
            return BeautifulSoup(gallery(request()).content, "html.parser")

    def test_it_shows_every_component(self):
        shown = [p.read_text() for p in TEMPLATES if "gallery" in (p.stem, p.parent.name)]
        # Parts of the frame and of other components; the gallery shows them inside those.
        parts = {"brand", "field", "error-summary"}
        names = {path.stem.replace("_", "-") for path in COMPONENTS.glob("[!_]*.html")} - parts
        assert {name for name in names if f"<c-{name}" not in "".join(shown)} == set()

    def test_no_id_twice(self, page):
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids))

    def test_one_main_heading_and_a_way_past_the_menu(self, page):
        assert len(page.find_all("h1")) == 1
        assert page.find(id=page.select_one(".skip-link")["href"][1:]).name == "main"

    def test_every_table_region_can_be_scrolled_by_keyboard(self, page):
        assert all(
            region["tabindex"] == "0" and region["aria-label"] for region in page.select(".table-region")
        )


@pytest.mark.django_db(databases="__all__")
class TestWhereTheGalleryIs:
    def test_it_is_there_in_a_made_up_town(self, as_worker, worker):
        assert as_worker.get("/componenten/").status_code == 404
        type(worker.organisation).objects.filter(pk=worker.organisation_id).update(is_demo=True)
        assert as_worker.get("/componenten/").status_code == 200

    def test_it_is_there_for_who_builds(self, as_worker, settings):
        settings.DEBUG = True
        assert as_worker.get("/componenten/").status_code == 200


class TestChoosing:
    class Question(forms.Form):
        what = forms.ChoiceField(choices=[("", "---------"), ("a", "Eerste")])
        own = forms.ChoiceField(choices=[("", "alle"), ("a", "Eerste")])

    def test_a_list_without_a_choice_says_so_in_words(self):
        options = component("field", field=self.Question()["what"]).find_all("option")
        assert [(one["value"], one.get_text()) for one in options] == [("", "Kies"), ("a", "Eerste")]

    def test_words_of_its_own_stay(self):
        assert component("field", field=self.Question()["own"]).find("option").get_text() == "alle"


class TestStrictness:
    """What tests/repository does not look at yet."""

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(TREDE)))
    def test_htmx_attributes_are_valid_html(self, path):
        assert not re.search(r"[\s\"]hx-[a-z]+=", path.read_text())

    def test_components_declare_their_inputs_and_say_what_they_are(self):
        for path in COMPONENTS.glob("[!_]*.html"):
            text = path.read_text()
            assert re.search(r"\{# .+ #\}", text), path.name
            assert "<c-vars" in text or path.stem in {"timeline", "print_button"}, path.name

    def test_every_icon_that_is_named_is_in_the_sprite(self):
        sprite = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
        named = set()
        for path in TEMPLATES:
            named |= set(re.findall(r"<c-icon name=\"([\w-]+)\"", path.read_text()))
            named |= set(re.findall(r"\sicon=\"([\w-]+)\"", path.read_text()))
        assert named - sprite == set()

    def test_titles_hold_no_variable_but_the_words_of_a_button(self):
        for path in TEMPLATES:
            for title in re.findall(
                r"\{% block (?:head_)?title %\}(.*?)\{% endblock", path.read_text(), re.DOTALL
            ):
                assert set(re.findall(r"\{\{\s*([\w.]+)", title)) <= {
                    "submit",
                    "what",
                    "heading",
                    "kind.add",
                    "number",  # of the file: it says which tab is which, and nothing of the person
                }, path


class TestVendored:
    def test_each_folder_has_its_licence_and_a_line_in_the_list(self):
        listed = (STATIC / "vendor/VENDOR.md").read_text()
        for folder in (path for path in (STATIC / "vendor").iterdir() if path.is_dir()):
            assert list(folder.glob("LICENSE")) + list(folder.glob("OFL.txt")), folder.name
            assert f"| {folder.name} |" in listed

    def test_no_source_map_that_is_not_there(self):
        for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
            assert "sourceMappingURL" not in path.read_text(), path.name

    def test_no_file_asks_another_host(self):
        for path in STATIC.rglob("*.css"):
            assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", path.read_text()), path.name

    def test_a_first_visit_stays_small_even_uncompressed(self):
        parts = [
            "css/trede.css",
            "css/components.css",
            "css/print.css",
            "js/trede.js",
            "icons.svg",
            "mark.svg",
        ]
        parts += ["vendor/bootstrap/bootstrap-subset.min.css", "vendor/htmx/htmx.min.js"]
        fonts = list((STATIC / "vendor/fonts").glob("*.woff2"))
        assert (
            sum((STATIC / part).stat().st_size for part in parts) + sum(f.stat().st_size for f in fonts)
            < 400_000
        )


def test_no_link_is_kept_in_the_repository():
    """A tracked link to a shared folder replaces that folder wherever it is checked out."""
    lines = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    links = [line.split("\t")[1] for line in lines if stat.S_ISLNK(int(line.split()[0], 8))]
    assert links == []
