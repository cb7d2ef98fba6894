"""What each difference between a payee's name and a registered one weighs, and when a match is taken as sure.

The weights were fitted by bench/matching_fit.py on invented registers and payees (docs/decisions/0016). They are the
logarithms of odds: what speaks for a pair is above 0.
"""

from typing import Final

SURELY: Final = 0.64  # the least probability that gave a precision of .98 where three payees in ten are in no register

# Not fitted, but our choice: `fallen`, a body that is no more; `extra`, how rare the words are that only the payee has.
CHOSEN: Final = {"fallen": -2.0, "extra": 0.0}

WEIGHTS: Final = {
    "constant": -1.74,
    "same": 0.19,
    "same_with_form": 1.08,
    "same_core": 1.26,
    "one_slip": 0.11,
    "two_slips": -0.11,
    "three_slips": -1.8,
    "slip_rate": -0.67,
    "extra": 0.0,
    "missing": -4.55,
    "some_extra": -5.11,
    "some_missing": -3.89,
    "both": 4.95,
    "kin_extra": -2.66,
    "kin_missing": -2.66,
    "short": -0.38,
    "known": -2.6,
    "joined": 1.34,
    "initials": -1.3,
    "figures": -1.57,
    "reordered": -0.76,
    "shortened": -0.97,
    "cut": -0.15,
    "shared": 4.08,
    "near": 4.0,
    "wild": -1.31,
    "joined_slip": -2.48,
    "cut_shared": -3.61,
    "brief": -2.05,
    "other_form": -5.22,
    "form_left_out": -0.6,
    "form_added": -2.63,
    "before": -0.99,
    "after": -0.64,
    "to_its_form": -0.82,
    "cut_at_width": 2.07,
    "cut_within_word": 2.4,
    "place_extra": 2.57,
    "place_missing": -2.03,
    "former": -1.04,
    "fallen": -2.0,
    "swapped": 1.4,
    "first": -0.6,
    "left_out": 0.97,
    "odd": 0.3,
    "form_of_common": -0.54,
}
