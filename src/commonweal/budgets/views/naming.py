"""What the phases and the rules of a budget are called on its pages."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commonweal.budgets.cycle import Phase

CALLED: Final[dict[str, Any]] = {
    Phase.IDEAS: _("Ideas"),
    Phase.COSTING: _("What each would cost"),
    Phase.SHORTLIST: _("What comes onto the ballot"),
    Phase.BALLOT: _("Voting"),
    Phase.COUNT: _("The count"),
    Phase.DELIVERY: _("Getting it done"),
    Phase.LEARNT: _("What was learnt"),
}
COUNTED_BY: Final = {
    "equal-shares": _(
        "By equal shares: everyone who votes has the same part of the money, and those who want a project pay for it "
        "together. What is left over goes to more projects in the same way, then by votes."
    ),
    "greedy": _("By votes: the project with most votes first, then the next that the money still pays for."),
    "phragmen": _(
        "By Phragmén’s rule: everyone is given money little by little, and those who want a project buy it as soon as "
        "they have enough together."
    ),
}
