"""A gap as a page says it: in sums, sentences and one bar."""

from math import floor
from typing import Any, Final

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.spend.proclass import categories
from commonweal.spend.views.asking import Asked
from commonweal.spend.wealth.coops import FEWEST_WORKERS, MOST_WORKERS, Coops
from commonweal.spend.wealth.gaps import FEW, Gap
from commonweal.spend.wealth.ranges import Range

SLUGS: Final = {slugify(name): name for name in categories()}

HOW_OFTEN: Final = {  # after "leaves"
    "every month": gettext_lazy("every month"),
    "most months": gettext_lazy("in most months"),
    "quarterly": gettext_lazy("about every quarter"),
    "yearly": gettext_lazy("about once a year"),
    "now and then": gettext_lazy("now and then"),
    "once": gettext_lazy("so far in one month only"),
    "never for sure": gettext_lazy("though never for sure"),
    "too early to tell": gettext_lazy("though it is too early to tell how often"),
}


def in_words(gap: Gap, asked: Asked, largest: int = 0) -> dict[str, Any]:
    """What a page says of one gap. `largest`: the most that any gap of the list comes to a year, for its bar."""
    slug = slugify(gap.proclass)
    return {
        "gap": gap,
        "slug": slug,
        "name": gap.proclass,
        "url": reverse("gap", args=[slug]) + asked.query(),
        "what_if_url": reverse("what-if") + asked.query(gap=slug, percent="10"),
        "how_often": HOW_OFTEN[gap.rhythm.name()],
        "jobs": jobs_in_words(gap.jobs),
        "coops": coops_in_words(gap.coops),
        "pounds": max(0, gap.leaving),
        "factors": {factor.name.replace(" ", "_"): factor.value for factor in gap.factors},
        "score": round(gap.score()),
        "few": FEW,
        "bar": bar(gap, largest or whole(gap)),
    }


def whole(gap: Gap) -> int:
    """Pence a year of a category, the parts below zero left out."""
    return sum(max(0, part) for part in (gap.staying, gap.possible, gap.leaving))


def bar(gap: Gap, largest: int) -> list[dict[str, Any]]:
    """What stays, may leave and leaves as parts of one bar, the nearest first."""
    start, parts = 0, []
    for area, pence in (("home", gap.staying), ("unknown", gap.possible), ("uk", gap.leaving)):
        size = max(0, pence)
        place = {"x": width(start, largest), "width": width(size, largest)}
        parts.append({"area": area, "pence": pence, **place})
        start += size
    return parts


def width(part: float, whole: float) -> str:
    """A length in a drawing, in the same digits whatever the reader's language."""
    return f"{part / (whole or 1) * 100:.3f}%"


def jobs_in_words(jobs: Range) -> str:
    """Full-time jobs, to the nearest whole: "12 to 26 full-time jobs, likeliest 16"."""
    low, central, high = (floor(float(end) + 0.5) for end in (jobs.low, jobs.central, jobs.high))
    if high < 1:
        return _("less than one full-time job")
    if low < 1:
        return ngettext("at most one full-time job", "up to %(high)s full-time jobs", high) % {"high": f"{high:,}"}
    if low == high:
        return ngettext("one full-time job", "%(high)s full-time jobs", high) % {"high": f"{high:,}"}
    told = {"low": f"{low:,}", "central": f"{central:,}", "high": f"{high:,}"}
    return _("%(low)s to %(high)s full-time jobs, likeliest %(central)s") % told


def coops_in_words(coops: Coops) -> str:
    """Co-ops of a sensible size, or why there is none."""
    if not coops.most:
        return _("too little for a co-op of %(fewest)s people on its own") % {"fewest": FEWEST_WORKERS}
    sizes = {"fewest": coops.fewest, "most": coops.most, "low": FEWEST_WORKERS, "high": MOST_WORKERS}
    if coops.most == 1:
        return _("enough for one co-op of %(low)s to %(high)s people") % sizes
    if coops.fewest == coops.most:
        return _("enough for %(most)s co-ops of %(low)s to %(high)s people") % sizes
    return _("enough for %(fewest)s to %(most)s co-ops of %(low)s to %(high)s people") % sizes
