"""QR codes as SVG: for letters and for screens."""

import segno

# One of the eight masks that the standard offers; trying them all costs most of the time and readers do not care.
MASK = 4


def svg(text: str) -> str:
    """The QR code of `text` (a link), black on white with the quiet border that readers need.

    Error correction M: a crease or a stain of some 15% may be missing. The size is that of its container.
    Raises ValueError when the text is empty or longer than a QR code holds (2,331 bytes).
    """
    if not text:
        raise ValueError("A QR code needs a text.")
    code = segno.make(text, error="m", mask=MASK, micro=False, boost_error=False)
    return code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)


def data_uri(text: str) -> str:
    """The same as the address of a picture, for a page. Raises ValueError as `svg` does."""
    if not text:
        raise ValueError("A QR code needs a text.")
    code = segno.make(text, error="m", mask=MASK, micro=False, boost_error=False)
    return code.svg_data_uri(border=4, omitsize=True, dark="#000", light="#fff")
