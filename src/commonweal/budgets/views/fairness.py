"""Whether a result is fair to every group, in the words of the pages: EJR+ up to one project, and priceability."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.basics.tables import Column, Table
from commonweal.budgets.counting import Way, count
from commonweal.budgets.proportionality.justified import neglected
from commonweal.budgets.proportionality.priceable import priceable
from commonweal.budgets.tallying import Counted

BY_VOTES: Final = Way("greedy")
LARGEST: Final = 8_000  # entries of ballots that a page searches for prices
DESERVED: Final = gettext_lazy("Groups left with less than they deserve")
BOUGHT: Final = gettext_lazy("Could equal money have bought it?")


def fair(counted: Counted, way: Way) -> Table:
    """Both checks of an area, under the rule of its budget and by votes alone. The area has projects."""
    election, here = counted.election, counted.outcome
    assert here is not None
    both = here, count(election, BY_VOTES, counted.order)
    columns = Column("check", _("Check")), Column("here", _("Here")), Column("by_votes", _("By votes alone"))
    left_out = [deserved(sum(1 for _each in neglected(election, each.winners, way.utility))) for each in both]
    prices = [bought(priceable(election, each, LARGEST)) for each in both]
    rows = [
        {"check": str(said), "here": of_rule, "by_votes": of_votes}
        for said, (of_rule, of_votes) in ((DESERVED, left_out), (BOUGHT, prices))
    ]
    return Table(f"fair-{counted.area + 1}", _("Is it fair to every group?"), columns, rows)


def deserved(neglected: int) -> str:
    """Of how many projects the supporters are left with less than they deserve, in words."""
    if not neglected:
        return _("None")
    told = ngettext("Those of one project", "Those of %(number)s projects", neglected)
    return told % {"number": neglected}


def bought(priceable: bool | None) -> str:
    """Whether equal money could have bought the winners, in words."""
    known = {True: _("Yes"), False: _("No"), None: _("Not known: too many ballots to search here")}
    return known[priceable]
