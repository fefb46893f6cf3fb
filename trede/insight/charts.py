"""Charts as SVG, made on the server from the figures. Read in black and white: light, middle and dark, and words.

Altair and the converter are read when the first chart is asked: starting the program must not wait for them.
"""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trede.insight.figures import Figures
from trede.insight.months import Month

# The colours of the program (trede.css), from light to dark.
INK, SOFT, LINE = "#1d2733", "#4d5863", "#d5dbdc"
LIGHT, MIDDLE, DARK, ACCENT = "#c3dde6", "#5f9db3", "#15313f", "#125b73"
WIDTH, HEIGHT = 640, 260
FONT = "Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
Spec = dict[str, Any]


def svg(code: str, found: Figures) -> str:
    """One chart as SVG, in the language of the screen. Raises KeyError for a chart that does not exist."""
    import vl_convert

    spec = CHARTS[code](found).configure(**_look()).to_dict()
    return str(vl_convert.vegalite_to_svg(spec, format_locale="nl-NL" if _dutch() else "en-GB"))


def _dutch() -> bool:
    return (translation.get_language() or "nl").startswith("nl")


def month_words(month: Month) -> str:
    """nov 2026; months have no capital in Dutch."""
    return date_format(month.first, "b Y" if _dutch() else "M Y")


def _look() -> Spec:
    axis = {"labelColor": INK, "titleColor": SOFT, "domainColor": SOFT, "tickColor": LINE, "gridColor": LINE}
    text = {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    return {
        "font": FONT,
        "background": "white",
        "view": {"stroke": None},
        "axis": axis | text | {"labelOverlap": "greedy", "labelLimit": 230},
        "legend": {
            "orient": "top",
            "title": None,
            "labelFontSize": 13,
            "labelColor": INK,
            "symbolType": "square",
        },
    }


def _data(rows: list[Spec]) -> Any:
    import altair as alt

    return alt.Data(values=rows)


def waiting(found: Figures) -> Any:
    """Steps that fall, with their band."""
    import altair as alt

    points = found.waiting.curve.points
    rows = [
        {"day": point.day, "share": point.share, "low": point.low, "high": point.high} for point in points
    ]
    if rows:
        rows.append(rows[-1] | {"day": found.waiting.curve.last})
    days = alt.X("day:Q", title=_("dagen sinds de aanvaarde aanmelding"), axis=alt.Axis(tickMinStep=7))
    scale = alt.Scale(domain=[0, 1])
    share = alt.Y("share:Q", title=_("nog niet gezien"), scale=scale, axis=alt.Axis(format=".0%"))
    base = alt.Chart(_data(rows), width=WIDTH, height=HEIGHT)
    band = base.mark_area(interpolate="step-after", color=LIGHT).encode(x=days, y=alt.Y("low:Q"), y2="high:Q")
    line = base.mark_line(interpolate="step-after", color=DARK, strokeWidth=2.5).encode(x=days, y=share)
    half = alt.Chart(_data([{"half": 0.5}])).mark_rule(strokeDash=[5, 4], color=SOFT).encode(y="half:Q")
    return alt.layer(band, half, line)


def _stacked(rows: list[Spec], order: list[str], colours: list[str], what: str) -> Any:
    """Bars by month; `order` from the bottom up."""
    import altair as alt

    months = list(dict.fromkeys(row["month"] for row in rows))
    return (
        alt.Chart(_data(rows), width=WIDTH, height=HEIGHT)
        .mark_bar(stroke=INK, strokeWidth=0.7)
        .encode(
            x=alt.X("month:N", title=None, sort=months, axis=alt.Axis(labelAngle=-45)),
            y=alt.Y("count:Q", title=what, axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("part:N", sort=order, scale=alt.Scale(domain=order, range=colours)),
            order=alt.Order("place:Q"),
        )
    )


def _parts(month: Month, counts: dict[str, int]) -> list[Spec]:
    return [
        {"month": month_words(month), "part": part, "count": count, "place": place}
        for place, (part, count) in enumerate(counts.items())
    ]


def shows(found: Figures) -> Any:
    seen, excused, absent = _("gezien"), _("verontschuldigd"), _("niet gezien")
    rows = [
        row
        for one in found.shows
        for row in _parts(one.month, {seen: one.seen, excused: one.excused, absent: one.absent})
    ]
    return _stacked(rows, [seen, excused, absent], [LIGHT, MIDDLE, DARK], _("uitnodigingen"))


def replies(found: Figures) -> Any:
    words = [_("komt"), _("kan niet"), _("vraagt te bellen"), _("geen antwoord")]
    rows = [
        row
        for one in found.replies
        for row in _parts(
            one.month, dict(zip(words, (one.comes, one.cannot, one.call_me, one.none), strict=True))
        )
    ]
    return _stacked(rows, words, [LIGHT, MIDDLE, DARK, "#ffffff"], _("uitnodigingen"))


def flow(found: Figures) -> Any:
    """Who came and who was seen as lines of their own kind; who waits as a thin dotted one."""
    import altair as alt

    words = {"arrived": _("aanvaard"), "seen": _("gezien"), "waiting": _("wacht op het einde van de maand")}
    rows = [
        {"month": month_words(one.month), "part": said, "count": getattr(one, name)}
        for one in found.flow
        for name, said in words.items()
    ]
    months, order = [month_words(one.month) for one in found.flow], list(words.values())
    colour = alt.Color("part:N", sort=order, scale=alt.Scale(domain=order, range=[ACCENT, DARK, SOFT]))
    dash = alt.StrokeDash("part:N", sort=order, scale=alt.Scale(domain=order, range=[[1, 0], [7, 4], [2, 3]]))
    return (
        alt.Chart(_data(rows), width=WIDTH, height=HEIGHT)
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=45))
        .encode(
            x=alt.X("month:N", title=None, sort=months, axis=alt.Axis(labelAngle=-45)),
            y=alt.Y("count:Q", title=_("cliënten"), axis=alt.Axis(tickMinStep=1, format="d")),
            color=colour.legend(symbolType="stroke", symbolStrokeWidth=2.5, symbolSize=400, labelLimit=300),
            strokeDash=dash,
        )
    )


def steps(found: Figures) -> Any:
    """The middle half of each step as a bar, the median as a line on it."""
    import altair as alt

    names = step_words()
    rows = [
        {
            "step": names[one.code],
            "low": one.time.quarter,
            "half": one.time.half,
            "high": one.time.three_quarters,
        }
        for one in found.steps
        if one.time.half is not None
    ]
    order = list(names.values())
    base = alt.Chart(_data(rows), width=WIDTH - 160, height=170)
    step = alt.Y("step:N", title=None, sort=order)
    days = alt.X("half:Q", title=_("dagen"), scale=alt.Scale(zero=True))
    box = base.mark_bar(color=LIGHT, stroke=INK, strokeWidth=0.7, size=22)
    tick = base.mark_tick(color=DARK, thickness=4, size=30)
    number = base.mark_text(dy=-22, color=INK, fontSize=13).encode(x=days, y=step, text="half:Q")
    whole = [row for row in rows if row["high"] is not None]
    box = box.properties(data=_data(whole)).encode(x=alt.X("low:Q"), x2="high:Q", y=step)
    return alt.layer(box, tick.encode(x=days, y=step), number)


def caseloads(found: Figures) -> Any:
    """Weighted caseload of each member, with the number beside the bar."""
    import altair as alt

    rows = [{"name": one.name, "weight": float(one.weight)} for one in found.caseloads]
    names = [one.name for one in found.caseloads]
    base = alt.Chart(_data(rows), width=WIDTH - 160, height=alt.Step(26))
    name = alt.Y("name:N", title=None, sort=names)
    weight = alt.X("weight:Q", title=_("gewogen dossiers"), axis=alt.Axis(tickMinStep=1, format="~r"))
    bars = base.mark_bar(color=LIGHT, stroke=INK, strokeWidth=0.7).encode(x=weight, y=name)
    words = base.mark_text(align="left", dx=5, color=INK, fontSize=13)
    return alt.layer(bars, words.encode(x=weight, y=name, text=alt.Text("weight:Q", format="~r")))


def step_words() -> dict[str, str]:
    return {
        "answer": _("Aanmelding tot antwoord"),
        "invite": _("Antwoord tot uitnodiging"),
        "session": _("Uitnodiging tot zitting"),
        "intake": _("Beslissing tot werkintake"),
    }


CHARTS: dict[str, Callable[[Figures], Any]] = {
    "wachten": waiting,
    "stroom": flow,
    "niet-gezien": shows,
    "antwoorden": replies,
    "doorlooptijden": steps,
    "caseload": caseloads,
}
