"""The climb: intake, barriers, WerkLabo, the ladder, what fits, a partner who answers on a phone, and a rung higher.

One unbroken story; what happens beside it is in test_stories_climb_beside.py.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.scenes import Scene
from tests.browser.scenes_climb import PHONE, partner_of
from tests.browser.steps import TODAY, Opens, follow, press, said, told
from tests.browser.steps_climb import OFFER, card, link_on, looks_well, printed, text_of

SAVED = re.compile(r"Bewaard om \d\d:\d\d")
FIRST = "Begint na de uitleg zonder dat u de eerste stap herhaalt."


@pytest.mark.story("climb")
def test_from_the_first_talk_to_a_rung_higher(story: Scene, as_: Opens, new_page: Opens) -> None:
    guide, social = as_("trajectbegeleider"), as_("maatschappelijk_werker", "phone")
    talks(story, guide)
    works_at_the_barriers(story, guide)
    is_observed_by_two(guide, social)
    stands_on_rung_three(guide)
    finds_what_fits(story, guide)
    link = is_referred(guide)
    accepts_on_a_phone(new_page("phone"), link)
    reads_the_answer(story, guide)
    follows_up(new_page("phone"), link)
    evaluates_and_ends(guide)
    climbs(guide)
    hands_out(guide)


def talks(story: Scene, guide: Page) -> None:
    """The werkintake with the client: notes, what the client and the worker think of it, a barrier, an agreement."""
    guide.goto(story.file("own", "ladder/"))
    follow(guide, "Begin de werkintake")
    press(guide, "Begin het gesprek")
    guide.locator("#work-text").fill("Werkte drie jaar in een keuken, wil weer onder de mensen")
    for legend, face in (("Hoe gaat het, volgens de cliënt?", "goed"), ("En volgens u?", "gaat")):
        group = guide.locator("#work").get_by_role("group", name=legend)
        group.get_by_label(face, exact=True).check(force=True)
    expect(guide.locator("#intake-said")).to_have_text(SAVED)
    domains = guide.get_by_role("navigation", name="Levensdomeinen")
    domains.get_by_role("link", name="Wonen").click()
    guide.get_by_label("Geraakt moeilijk op het werk").check(force=True)
    follow(guide, "Noteer als drempel (Geraakt moeilijk op het werk)")
    notes_the_barrier(guide)
    expect(guide.locator("#housing")).to_contain_text("staat als drempel")
    looks_well(guide)
    domains.get_by_role("link", name="Afspraken").click()
    guide.get_by_label("Wat wil de cliënt?").fill("Iets doen met mensen")
    guide.get_by_label("Eerste stap die we afspreken").fill("Meedoen aan het WerkLabo")
    press(guide, "Rond de werkintake af")
    told(guide, "De werkintake is afgerond")
    paper = text_of(guide, f"{re.sub('[?#].*', '', guide.url)}samenvatting/")
    assert "Iets doen met mensen" in paper
    assert "Meedoen aan het WerkLabo" in paper


def notes_the_barrier(guide: Page) -> None:
    """What the intake marked stands in the form; afterwards the talk goes on where it was."""
    expect(guide.get_by_label("Drempel", exact=True)).to_have_value("mobility")
    guide.get_by_label("Ernst").select_option(label="duidelijk")
    guide.get_by_label("Wat gebeurt er aan").fill("Leert fietsen")
    press(guide, "Bewaren")
    told(guide, "Bewaard.")


def works_at_the_barriers(story: Scene, guide: Page) -> None:
    """Another barrier is noted, and lifted with what helped."""
    guide.goto(story.file("own", "ladder/"))
    card(guide, "barriers").get_by_role("link", name="Drempel").first.click()
    guide.get_by_label("Drempel", exact=True).select_option("childcare")
    guide.get_by_label("Ernst").select_option(label="zwaar")
    press(guide, "Bewaren")
    told(guide, "Bewaard.")
    barriers = card(guide, "barriers")
    expect(barriers.get_by_role("listitem")).to_have_count(2)
    barriers.get_by_role("link", name=re.compile("Opgelost.*Kinderopvang")).click()
    guide.get_by_label("Waardoor?").fill("Plaats in de opvang gevonden")
    press(guide, "Opgelost")
    told(guide, "Opgelost. De drempel staat nu bij vroeger.")
    guide.goto(story.file("own"))
    expect(guide.locator("main")).to_contain_text("Drempel opgelost: Kinderopvang")


def is_observed_by_two(guide: Page, social: Page) -> None:
    """Two observers, each with their own eyes; where they differ, the profile says so, and it goes along on paper."""
    follow(guide, "Intake en ladder")
    follow(guide, "Nieuw assessment")
    guide.get_by_label("Wat willen we weten?").fill("Kan zij staand werken?")
    press(guide, "Begin het assessment")
    address = guide.url
    observes(guide, "sterk")
    social.goto(address)
    observes(social, "lukt nog niet")
    expect(social.get_by_role("group", name=FIRST)).to_contain_text("Griet Baert: sterk")
    guide.goto(address)
    follow(guide, "Rond af met een advies")
    differences = card(guide, "differences")
    expect(differences).to_contain_text("Griet Baert: sterk")
    expect(differences).to_contain_text("Lode Pauwels: lukt nog niet")
    guide.get_by_label("Advies").fill("Arbeidsmatige activiteiten, met uitleg in beeld.")
    guide.get_by_label("Wat zegt de cliënt ervan?").fill("Ik werk graag met mijn handen.")
    guide.get_by_label("Past bij trede").select_option("3")
    press(guide, "Rond af")
    told(guide, "Het assessment is afgerond.")
    looks_well(guide)
    paper = printed(guide, "PDF voor de cliënt")
    for said_there in ("Peeters", "Kan zij staand werken?", "met uitleg in beeld", "met mijn handen"):
        assert said_there in paper


def observes(page: Page, seen: str) -> None:
    follow(page, "Dozen vouwen")
    page.get_by_role("group", name=FIRST).get_by_label(seen, exact=True).check(force=True)
    press(page, "Bewaren")
    told(page, "Bewaard.")


def stands_on_rung_three(guide: Page) -> None:
    """The profile leads to the ladder with the assessment as what shows it; the texts tell 3 from 4."""
    follow(guide, "Noteer deze plaats op de ladder")
    three = guide.get_by_role("radio", name="3").first
    expect(three).to_be_checked()
    expect(three).to_have_accessible_description(re.compile("Kies 3 als"))
    expect(guide.get_by_label("Waaraan ziet u dat?")).to_have_value(re.compile("WerkLabo"))
    looks_well(guide)
    guide.get_by_label("Waaraan ziet u dat?").fill("WerkLabo: vouwt twee uur na elkaar, met uitleg")
    press(guide, "Zet de stap")
    told(guide, "De stap staat op de ladder.")
    follow(guide, "Kies een doel")
    guide.get_by_role("radio", name="5").first.check(force=True)
    press(guide, "Bewaar het doel")
    told(guide, "Het doel is bewaard.")
    looks_well(guide)
    paper = printed(guide, "Voor de cliënt")
    assert "Peeters" in paper


def finds_what_fits(story: Scene, guide: Page) -> None:
    """Some fits at once; a question is answered and opens an offer; of another one the guide thinks otherwise."""
    guide.goto(story.file("own", "wat-past/"))
    expect(card(guide, "fits")).to_contain_text("Bootcamp2Work")
    expect(card(guide, "fits")).not_to_contain_text("verschillende organisaties")
    looks_well(guide)
    card(guide, "ask").get_by_role("button", name=re.compile("^Ja.*Vrijwilligerswerk")).click()
    told(guide, "Antwoord genoteerd.")
    expect(card(guide, "fits")).to_contain_text("verschillende organisaties")
    card(guide, "no").get_by_role("link", name="8400 Talenten").click()
    disagree = card(guide, "disagree")
    disagree.get_by_label("Woont in Teststad").check(force=True)
    disagree.get_by_label("Voldoet wel").check(force=True)
    disagree.get_by_label("Waarom?").fill("Verhuist volgende maand")
    press(guide, "Bewaar mijn oordeel")
    told(guide, "Genoteerd, met uw naam en de datum.")
    expect(card(guide, "conditions")).to_contain_text("Griet Baert ziet het anders")
    looks_well(guide)
    follow(guide, "Alles wat past")
    expect(row_of(card(guide, "ask"), "8400 Talenten")).to_contain_text("iemand ziet het anders")


def row_of(part: Locator, name: str) -> Locator:
    return part.get_by_role("listitem").filter(has_text=name).first


def is_referred(guide: Page) -> str:
    """Proposed with the client, looked at as the partner will read it, sent under a consent; the link of the letter."""
    follow(guide, f"Voorstellen {OFFER}")
    guide.get_by_label("Waarom dit aanbod?").fill("Wil onder de mensen komen")
    guide.get_by_label("Ja, de cliënt wil dit").check(force=True)
    press(guide, "Stel voor")
    told(guide, "Voorgesteld.")
    follow(guide, "Verwijs door")
    guide.get_by_label("Naar wie").fill(partner_of("climb"))
    guide.get_by_label("Wat vraagt u de partner?").fill("Kan zij bij u beginnen?")
    guide.get_by_label("De cliënt gaf vandaag toestemming voor deze partner").check(force=True)
    guide.get_by_label("Hoe gaf de cliënt die?").select_option(label="Mondeling")
    looks_well(guide)
    press(guide, "Bekijk wat de partner ziet")
    preview = card(guide, "preview")
    expect(preview).to_contain_text("Peeters An")
    expect(preview).not_to_contain_text("Leefloon")
    looks_well(guide)
    press(guide, "Verstuur")
    told(guide, "Druk deze brief af")
    expect(guide.locator("main")).to_contain_text(PHONE)
    looks_well(guide)
    return link_on(guide)


def accepts_on_a_phone(phone: Page, link: str) -> None:
    """Without an account: what was asked, one answer, and that it began."""
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("Kan zij bij u beginnen?")
    looks_well(phone)
    answers(
        phone,
        "Aanvaarden",
        {"Uw naam": "Tine", "Wat moet de begeleider weten?": "Elke dinsdag, in de keuken"},
    )
    expect(phone.get_by_role("status")).to_contain_text("Aanvaard. De begeleider ziet het.")
    answers(phone, "Begonnen", {"Uw naam": "Tine"})
    expect(phone.get_by_role("status")).to_contain_text("Het begin is genoteerd.")
    looks_well(phone)
    assert phone.context.cookies() == []


def answers(page: Page, deed: str, texts: dict[str, str]) -> None:
    part = page.get_by_role("group").filter(
        has=page.locator("summary", has_text=re.compile(f"^{re.escape(deed)}$"))
    )
    part.locator("summary").click()
    for label, text in texts.items():
        part.get_by_label(label).fill(text)
    part.get_by_role("button", name=deed, exact=True).click()


def reads_the_answer(story: Scene, guide: Page) -> None:
    """The answer wrote itself into the timeline, with the name of who gave it."""
    guide.goto(story.file("own", "tijdlijn/"))
    newest = (
        guide.locator("main")
        .get_by_role("listitem")
        .filter(has_text=f"Aanvaard in een aanbod: {OFFER}")
        .first
    )
    expect(newest).to_contain_text(f"{partner_of('climb')}: Tine")
    expect(newest).to_contain_text("Elke dinsdag, in de keuken")
    follow(guide, "Aanbod")
    expect(card(guide, "running")).to_contain_text(f"begonnen op {said(TODAY)}")
    looks_well(guide)
    card(guide, "running").get_by_role("link", name=OFFER).click()
    expect(card(guide, "steps")).to_contain_text("Elke dinsdag, in de keuken")


def follows_up(partner: Page, link: str) -> None:
    partner.goto(link)
    part = partner.locator("details", has_text="Hoe gaat het?")
    part.locator("summary").click()
    part.get_by_label("Hoe gaat het?").select_option(label="Goed op weg")
    part.get_by_label("Wat gebeurde er, wat volgt?").fill("Bedient al alleen aan de toog")
    part.get_by_role("button", name="Hoe gaat het?").click()
    expect(partner.get_by_role("status")).to_contain_text("Bedankt, de begeleider leest het.")


def evaluates_and_ends(guide: Page) -> None:
    """What the partner told is read, the guide evaluates, and it ends with a result."""
    guide.reload()
    expect(card(guide, "reports")).to_contain_text("Bedient al alleen aan de toog")
    follow(guide, "Voortgang of evaluatie")
    guide.get_by_label("Evaluatie", exact=True).check(force=True)
    guide.get_by_label("Hoe gaat het?").select_option(label="Goed op weg")
    guide.get_by_label("Wat gebeurde er, wat volgt?").fill("Komt altijd op tijd, zoekt nu betaald werk")
    guide.get_by_label("Wat zegt de cliënt zelf?").fill("Ik wil meer uren")
    press(guide, "Bewaren")
    told(guide, "De voortgang is bewaard.")
    follow(guide, "Afgelopen")
    guide.get_by_label("Hoe eindigde het?").select_option(label="Doorgestroomd naar iets anders")
    press(guide, "Bewaren")
    told(guide, "Het einde is genoteerd.")
    looks_well(guide)


def climbs(guide: Page) -> None:
    """The participation is what shows the next step."""
    follow(guide, "Zet een stap op de ladder")
    evidence = guide.get_by_label("Waaraan ziet u dat?")
    expect(evidence).to_have_value(re.compile(f"^{OFFER}, .*doorgestroomd naar iets anders: $"))
    evidence.fill(evidence.input_value() + "bediende alleen, wil meer uren")
    guide.get_by_role("radio", name="4").first.check(force=True)
    press(guide, "Zet de stap")
    told(guide, "De stap staat op de ladder.")
    expect(card(guide, "moves")).to_contain_text("bediende alleen, wil meer uren")
    looks_well(guide)


def hands_out(guide: Page) -> None:
    """What is on offer on this rung, for the client to take along."""
    guide.goto("/aanbod/trede/4/")
    looks_well(guide)
    paper = printed(guide, "Deze trede als PDF")
    assert OFFER in paper
    assert "Bootcamp2Work" in paper
