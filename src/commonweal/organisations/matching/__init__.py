"""Finding who was paid: payees, as published, met with the names and numbers that registers give organisations."""

from commonweal.organisations.matching.answers import Matching
from commonweal.organisations.matching.bearers import bearers
from commonweal.organisations.matching.finding import match, match_together

__all__ = ["Matching", "bearers", "match", "match_together"]
