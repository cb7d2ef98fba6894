"""What each difference between a payee's name and a registered one weighs, and when a match is taken as sure.

The weights were fitted by bench/matching_fit.py on invented registers and payees (docs/decisions/0016). They are the
logarithms of odds: what speaks for a pair is above 0.
"""

from typing import Final

SURELY: Final = 0.75  # the least probability that gave a precision of .98 where three payees in ten are in no register

# Not fitted, but our choice: `fallen`, a body that is no more; `extra`, how rare the words are that only the payee has.
CHOSEN: Final = {"fallen": -2.0, "extra": 0.0}

WEIGHTS: Final = {
    "constant": -1.79,
    "same": 1.47,
    "same_core": 1.53,
    "one_slip": 1.3,
    "two_slips": 0.21,
    "three_slips": -1.68,
    "slip_rate": -0.75,
    "extra": 0.0,
    "missing": -4.36,
    "some_extra": -4.32,
    "some_missing": -4.09,
    "both": 4.87,
    "kin_extra": -1.73,
    "kin_missing": -1.19,
    "short": -0.01,
    "known": -2.87,
    "joined": 1.52,
    "initials": -0.6,
    "figures": -0.98,
    "reordered": -0.35,
    "shortened": -0.38,
    "cut": 0.22,
    "shared": 3.7,
    "near": 3.71,
    "wild": -1.34,
    "joined_slip": -3.14,
    "cut_shared": -3.01,
    "brief": -2.04,
    "other_form": -5.28,
    "form_left_out": -0.84,
    "form_added": -2.38,
    "before": -0.96,
    "after": -0.79,
    "to_its_form": -2.19,
    "cut_at_width": 2.25,
    "cut_within_word": 1.86,
    "place_extra": 1.86,
    "place_missing": 0.37,
    "former": -1.06,
    "fallen": -2.0,
}
