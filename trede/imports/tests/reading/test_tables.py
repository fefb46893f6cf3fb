"""Files of every shape become a table, or a Dutch sentence."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from trede.imports.reading import Unreadable, open_table, propose_mapping
from trede.imports.reading.errors import MESSAGES

from .weird import HEADER, PEOPLE, SAMPLES, people, read_all, text_file, workbook

ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
NAMES = ["Müller", "D'Hondt", "Van den Broeck"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_delimiter_gives_the_same_people(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    found = read_all(text_file(tmp_path, encoding=encoding, delimiter=delimiter))
    assert [person.last_name for person in found] == NAMES
    assert [person.first_names for person in found] == ["Zoë", "Jan", "Aïcha"]
    assert found[0].birth_date == date(1988, 2, 29)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(tmp_path: Path, end: str) -> None:
    assert [person.last_name for person in read_all(text_file(tmp_path, end=end))] == NAMES


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    path = text_file(tmp_path, encoding="utf-16-le")
    path.write_bytes(path.read_bytes()[2:])
    assert open_table(path).encoding == "utf-16-le"
    assert [person.last_name for person in read_all(path)] == NAMES


def test_lines_of_two_encodings_in_one_file(tmp_path: Path) -> None:
    path = text_file(tmp_path)
    path.write_bytes(path.read_bytes() + "60010100197;Özdemir;Ali;01/01/1960;Gent\r\n".encode("cp1252"))
    assert [person.last_name for person in read_all(path)] == [*NAMES, "Özdemir"]


def test_excel_announces_its_delimiter(tmp_path: Path) -> None:
    table = open_table(text_file(tmp_path, delimiter="|", above="sep=|\r\n"))
    assert (table.delimiter, table.header, table.header_row) == ("|", HEADER, 2)


def test_zeroes_kept_by_a_literal_formula(tmp_path: Path) -> None:
    rows = [("RR", "Naam en voornaam"), ('="03010731559"', "PEETERS Jan"), ("=1+1", "MAES An")]
    found = read_all(text_file(tmp_path, rows))
    assert found[0].insz == "03010731559"
    assert [f.code for f in found[1].findings if f.field == "insz"] == ["formula_ignored"]


def test_titles_totals_footers_and_repeated_headers_are_no_people(tmp_path: Path) -> None:
    rows = [
        ("Lijst leefloners", ""),
        (),
        HEADER,
        *PEOPLE,
        ("", ""),
        HEADER,
        ("Totaal", "3"),
        ("Pagina 1 van 1",),
    ]
    table = open_table(text_file(tmp_path, rows))
    assert [row.number for row in table.rows()] == [4, 5, 6]
    assert table.titles == ("Lijst leefloners",)
    assert [(s.number, s.reason) for s in table.skipped] == [
        (8, "header_again"),
        (9, "total"),
        (10, "footer"),
    ]
    assert table.empty_rows == 1
    assert "Totaalrij" in table.skipped[1].message_nl


def test_a_person_called_som_is_not_a_total(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path, [HEADER, ("", "Som", "Total", "03/04/1990", "Gent")]))
    assert [person.last_name for person in found] == ["Som"]


def test_a_table_without_titles_is_known_by_its_content(tmp_path: Path) -> None:
    table = open_table(text_file(tmp_path, [PEOPLE[1], PEOPLE[0]]))
    assert table.header_row == 0
    assert table.header[0] == "Kolom 1"
    assert len(list(table.rows())) == 2


def test_titles_in_unknown_words(tmp_path: Path) -> None:
    rows = [("Qua", "Wex", "Zed"), *(("Jan", f"0478 12 34 5{i}", f"0{i}/03/1990") for i in range(1, 6))]
    assert open_table(text_file(tmp_path, rows)).header == ("Qua", "Wex", "Zed")


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    rows = [HEADER, ("", '"Jan', "x", "01/01/1990", "Gent"), *PEOPLE, *PEOPLE]
    with pytest.raises(Unreadable, match="aanhalingsteken"):
        open_table(text_file(tmp_path, rows))


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    rows = [("Naam en voornaam", "Opmerking"), ("MAES An", '"belt\nniet terug"')]
    assert read_all(text_file(tmp_path, rows))[0].remark == "belt niet terug"


def test_a_shifted_row_is_asked(tmp_path: Path) -> None:
    found = read_all(text_file(tmp_path, [HEADER, *PEOPLE, *PEOPLE, (*PEOPLE[1], "te veel")]))
    assert [f.code for f in found[-1].findings] == ["row_too_long"]


def test_the_sheet_with_most_people_is_taken(tmp_path: Path) -> None:
    codes = [("Code", "Naam"), ("LL", "leefloon"), ("X", "y")]
    path = workbook(tmp_path, codes=codes, leeg=[], clienten=[HEADER, *PEOPLE, *PEOPLE])
    table = open_table(path)
    assert (table.sheet, table.other_sheets) == ("clienten", ("codes",))
    assert open_table(path, sheet="codes").sheet == "codes"
    with pytest.raises(Unreadable, match="werkblad"):
        open_table(path, sheet="weg")


def test_hidden_sheets_are_left_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path, weg=[HEADER, *PEOPLE, *PEOPLE], zichtbaar=[HEADER, *PEOPLE])
    book = load_workbook(path)
    book["weg"].sheet_state = "hidden"
    book.save(path)
    table = open_table(path)
    assert (table.sheet, table.other_sheets) == ("zichtbaar", ())


def test_merged_titles_and_a_table_that_starts_further_on(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "Cliënten van het OCMW"
    for place, row in enumerate((HEADER, *PEOPLE), 4):
        for column, value in enumerate(row, 3):
            sheet.cell(place, column, value)
    book.save(tmp_path / "l.xlsx")
    table = open_table(tmp_path / "l.xlsx")
    assert (table.header_row, table.titles) == (4, ("Cliënten van het OCMW",))
    assert [row.number for row in table.rows()] == [5, 6, 7]
    assert [person.last_name for person in read_all(tmp_path / "l.xlsx")] == NAMES


def test_stored_outcomes_of_formulas_are_read_and_others_kept_as_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, b=[("Naam en voornaam", "Gemeente", "Opmerking"), ("MAES An", "=A1", "=HYPERLINK(1)")]
    )
    store_outcome(path, "A1", "Gent")
    found = read_all(path)[0]
    assert found.municipality == "Gent"
    assert found.remark == "=HYPERLINK(1)"
    assert [f.code for f in found.findings if f.field == "remark"] == ["formula_text"]


def store_outcome(path: Path, formula: str, outcome: str) -> None:
    """What Excel does on saving: the outcome stands beside the formula."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    before = f'<c r="B2"><f>{formula}</f><v /></c>'.encode()
    assert before in parts[sheet] or before.replace(b"<v />", b"<v></v>") in parts[sheet]
    after = f'<c r="B2" t="str"><f>{formula}</f><v>{outcome}</v></c>'.encode()
    parts[sheet] = parts[sheet].replace(before, after).replace(before.replace(b"<v />", b"<v></v>"), after)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)


def test_shared_texts_plain_and_in_runs(tmp_path: Path) -> None:
    """As Excel itself writes them; the library that makes the other test files writes texts in the cells."""
    path = workbook(tmp_path, b=[("Naam en voornaam", "Opmerking"), ("x", "y")])
    spoken = "<r><t>MAES </t></r><r><rPr><b/></rPr><t>An</t></r><rPh sb='0' eb='1'><t>mis</t></rPh>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    share(path, f'<sst xmlns="{main}"><si>{spoken}</si><si><t>belt &amp; mailt</t></si></sst>')
    found = read_all(path)[0]
    assert (found.last_name, found.first_names, found.remark) == ("Maes", "An", "belt & mailt")


def share(path: Path, strings: str) -> None:
    """Puts the texts x and y of the second row in the table of shared texts."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for place, (cell, text) in enumerate((("A2", "x"), ("B2", "y"))):
        written = f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'
        assert written in sheet
        sheet = sheet.replace(written, f'<c r="{cell}" t="s"><v>{place}</v></c>')
    parts |= {"xl/worksheets/sheet1.xml": sheet.encode(), "xl/sharedStrings.xml": strings.encode()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd", "-cmd", "=1+1"])
def test_injection_stays_text(tmp_path: Path, text: str) -> None:
    found = people(tmp_path, ["Naam en voornaam", "Opmerking"], [["MAES An", "'" + text], ["MAES Jo", text]])
    assert found[1].remark == text
    assert [f.code for f in found[1].findings if f.field == "remark"] == ["formula_text"]


def test_rows_can_be_walked_twice() -> None:
    table = open_table(SAMPLES / "clienten.xlsx")
    first, second = list(table.rows()), list(table.rows())
    assert len(first) == 250
    assert first == second
    assert len(table.skipped) == 1


BROKEN = {
    "empty": b"",
    "empty ": b"\xef\xbb\xbf \r\n\r\n",
    "old_excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le"),
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "damaged": b"PK\x03\x04 and then nothing",
    "web_page": b"<html><table><tr><td>Naam</td></tr></table></html>",
    "web_page ": b'<?xml version="1.0"?><Workbook/>',
    "other_kind": b"%PDF-1.7\n\x00\x01\x02\x03",
    "other_kind ": b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 8,
    "binary": bytes(range(32)) * 40,
    "no_table": b"Beste collega,\nkan jij dit nakijken?\nGroeten\n",
    "no_table ": b"x" * 2_000_000,
    "no_rows": b"INSZ;Naam;Voornaam\r\n;;\r\n",
}


@pytest.mark.parametrize("code", BROKEN)
def test_what_is_no_list_says_so_in_dutch(tmp_path: Path, code: str) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(BROKEN[code])
    with pytest.raises(Unreadable) as caught:
        open_table(path)
    assert caught.value.code == code.strip()
    assert str(caught.value).startswith(MESSAGES[code.strip()].split("{")[0])


def zip_of(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


BOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
ZIPS = {
    "zip": {"readme.txt": b"hello"},
    "open_document": {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""},
    "binary_excel": {"xl/workbook.bin": b""},
    "other_kind": {"word/document.xml": b""},
    "damaged": BOOK,
    "unsafe_xml": BOOK | {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'},
    "zip_bomb": BOOK | {"xl/worksheets/sheet1.xml": b"0" * 30_000_000},
}


@pytest.mark.parametrize("code", ZIPS)
def test_other_zips_and_bombs(tmp_path: Path, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        open_table(zip_of(tmp_path / "a.xlsx", **ZIPS[code]))
    assert caught.value.code == code


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="niet gevonden"):
        open_table(tmp_path / "weg.csv")


def test_a_header_alone_in_excel(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        open_table(workbook(tmp_path, b=[HEADER]))
    assert caught.value.code == "no_rows"


def test_the_kind_is_judged_by_content_not_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, b=[HEADER, *PEOPLE])
    table = open_table(path.rename(tmp_path / "lijst.csv"))
    assert (table.kind, propose_mapping(table).sure) == ("xlsx", True)
