"""What an uploaded file really is, by its content; its name must agree. Nothing that can run is accepted."""

import io
import re
import zipfile
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext as _

from trede.core.errors import CaseError

MOST_BYTES = 15 * 1024 * 1024
# A document that unpacks to more than this is made to fill a disk.
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 5000

OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
EXTENSIONS = {media_type: extension for extension, media_type in MEDIA_TYPES.items()}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.txt"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|object|\?xml|\?php)", re.IGNORECASE)
MACROS = re.compile(r"(^|/)(vbaProject|vbaData|macrosheets|activeX|Basic/|Scripts/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognised:
    extension: str
    media_type: str


def recognise(content: bytes, name: str = "") -> Recognised:
    """The kind of document, by its bytes. Raises CaseError with what to do instead."""
    if not content:
        raise CaseError(_("Dit bestand is leeg. Kies een ander bestand."))
    if len(content) > MOST_BYTES:
        raise too_big()
    extension = _by_content(content)
    if extension is None:
        raise CaseError(
            _("Dit soort bestand wordt niet aanvaard. Kies een PDF, JPEG, PNG, DOCX, XLSX, ODT of TXT.")
        )
    _check_name(name, extension)
    return Recognised(extension, MEDIA_TYPES[extension])


def too_big() -> CaseError:
    return CaseError(
        _("Dit bestand is groter dan 15 MB. Scan het opnieuw met een lagere kwaliteit, of splits het.")
    )


def _by_content(content: bytes) -> str | None:
    if content.startswith(OLE):
        raise CaseError(
            _(
                "Dit is een oud Word- of Excel-bestand, of een bestand met een wachtwoord. "
                "Bewaar het zonder wachtwoord als PDF, DOCX of XLSX en probeer opnieuw."
            )
        )
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _by_parts(content)
    kind = filetype.guess(content)
    if kind is None:
        return "txt" if _is_text(content) else None
    return {"image/jpeg": "jpg", "image/png": "png"}.get(kind.mime)


def _by_parts(content: bytes) -> str | None:
    """DOCX, XLSX and ODT are archives: their parts say which."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return None
            _refuse_macros(archive, names)
            return _office_kind(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise CaseError(_("Dit bestand is beschadigd. Open het zelf en bewaar het opnieuw.")) from error


def _office_kind(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        return EXTENSIONS.get(_head(archive, "mimetype", 100).decode("ascii", "replace").strip())
    return None


def _refuse_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    macros = any(MACROS.search(name) for name in names)
    if not macros and "[Content_Types].xml" in names:
        macros = b"macroEnabled" in _head(archive, "[Content_Types].xml", 1_000_000)
    if macros:
        raise CaseError(
            _(
                "Dit bestand bevat macro's: een programma dat schade kan doen. Bewaar het als PDF of zonder macro's."
            )
        )


def _head(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        return part.read(most)


def _is_text(content: bytes) -> bool:
    if MARKUP.search(content[:4096]) or content.startswith(b"#!"):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text)


def _check_name(name: str, extension: str) -> None:
    said = name.rpartition(".")[2].lower() if "." in name else ""
    said = {"jpeg": "jpg", "jpe": "jpg", "text": "txt"}.get(said, said)
    if said and said != extension:
        raise CaseError(
            _(
                "De naam van het bestand eindigt op .%(said)s, maar de inhoud is %(real)s. "
                "Open het bestand, bewaar het opnieuw en probeer nog eens."
            )
            % {"said": said[:10], "real": extension.upper()}
        )
