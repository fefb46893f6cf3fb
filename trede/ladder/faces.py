"""Five faces from very sad to very glad, drawn by us: the scores of the werkintake for who reads no words."""

from functools import cache

# The bend of the mouth, from its ends down (a frown is negative), on a picture of 48 wide.
BENDS = {1: -9, 2: -5, 3: 0, 4: 6, 5: 11}
MOUTH = 32


@cache
def face(score: int) -> str:
    """The SVG of a face for a score from 1 to 5, in one colour (`currentColor`). KeyError: no such score."""
    bend = BENDS[score]
    ends = MOUTH - bend / 3
    mouth = f"M14 {ends:g}Q24 {ends + 2 * bend * 0.8:g} 34 {ends:g}"
    eyes = '<circle cx="17" cy="19" r="2.6" fill="currentColor"/><circle cx="31" cy="19" r="2.6" fill="currentColor"/>'
    line = 'fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true">'
        f'<circle cx="24" cy="24" r="21" {line}/>{eyes}<path d="{mouth}" {line}/></svg>'
    )


def printed(score: int, colour: str) -> str:
    """The same face for paper, in a colour, without what only a page needs."""
    return face(score).replace("currentColor", colour).replace(' aria-hidden="true"', "")
