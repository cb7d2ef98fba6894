"""What each difference between a payee's name and a registered one weighs, and when a match is taken as sure.

The weights were fitted by bench/matching_fit.py on invented registers and payees (docs/decisions/0016). They are the
logarithms of odds: what speaks for a pair is above 0.
"""

from typing import Final

SURELY: Final = 0.7  # the least probability that gave a precision of .98 where three payees in ten are in no register

# Not fitted, but our choice: `fallen`, a body that is no more; `extra`, how rare the words are that only the payee has.
CHOSEN: Final = {"fallen": -2.0, "extra": 0.0}

WEIGHTS: Final = {
    "constant": -1.7,
    "same": 0.43,
    "same_with_form": 1.0,
    "same_core": 1.27,
    "one_slip": 1.02,
    "two_slips": 0.13,
    "three_slips": -1.74,
    "slip_rate": -0.71,
    "extra": 0.0,
    "missing": -4.53,
    "some_extra": -4.82,
    "some_missing": -4.6,
    "both": 5.54,
    "kin_extra": -1.9,
    "kin_missing": -1.31,
    "short": -0.23,
    "known": -3.0,
    "joined": 1.34,
    "initials": -0.83,
    "figures": -1.43,
    "reordered": -0.61,
    "shortened": -0.63,
    "cut": -0.31,
    "shared": 3.93,
    "near": 3.93,
    "wild": -1.58,
    "joined_slip": -2.81,
    "cut_shared": -3.33,
    "brief": -2.43,
    "other_form": -4.98,
    "form_left_out": -0.74,
    "form_added": -2.53,
    "before": -0.96,
    "after": -0.73,
    "to_its_form": -0.88,
    "cut_at_width": 2.01,
    "cut_within_word": 2.38,
    "place_extra": 2.39,
    "place_missing": 0.18,
    "former": -1.06,
    "fallen": -2.0,
}
