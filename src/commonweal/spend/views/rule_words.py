"""Changes of the locks, in words."""

from typing import Final

from django.utils.translation import gettext_lazy

from commonweal.spend.locking import Difference, Locks

KINDS: Final = {
    "subjects": gettext_lazy("Words of the category or purpose"),
    "departments": gettext_lazy("Words of the department"),
    "suppliers": gettext_lazy("Words of the supplier’s name"),
    "spared": gettext_lazy("Words that spare a payment"),
    "owners": gettext_lazy("Kinds of owner"),
    "sic": gettext_lazy("Industry codes (SIC 2007) beginning with"),
    "payees": gettext_lazy("Payees without a name"),
}
TOLD: Final = {
    "gone": gettext_lazy("%(rule)s: taken away"),
    "new": gettext_lazy("%(rule)s: a new rule"),
    "on": gettext_lazy("%(rule)s: switched on"),
    "off": gettext_lazy("%(rule)s: switched off"),
    "added": gettext_lazy("%(rule)s: “%(written)s” added to “%(kind)s”"),
    "taken": gettext_lazy("%(rule)s: “%(written)s” taken out of “%(kind)s”"),
    "reworded": gettext_lazy("%(rule)s: its reason or its source worded otherwise"),
    "order": gettext_lazy("the rules tried in another order"),
}


def changes(locks: Locks, before: Locks) -> list[str]:
    """What was changed since other locks, one plain sentence a change."""
    return [_told(each) for each in locks.differences(before)]


def _told(each: Difference) -> str:
    kind = str(KINDS.get(each.kind, ""))
    return str(TOLD[each.what]) % {"rule": each.rule, "written": each.written, "kind": kind}
