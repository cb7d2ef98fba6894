"""What each difference between a payee's name and a registered one weighs, and when a match is taken as sure.

The weights were fitted by bench/matching_fit.py on invented registers and payees (docs/decisions/0016). They are the
logarithms of odds: what speaks for a pair is above 0.
"""

from typing import Final

# On invented payees .63 gave a precision of .98; of the published files' payees between .63 and .7 half were wrong.
SURELY: Final = 0.7

# Not fitted, but our choice: `fallen`, a body that is no more; `extra`, how rare the words are that only the payee has.
CHOSEN: Final = {"fallen": -2.0, "extra": 0.0}

WEIGHTS: Final = {
    "constant": -1.72,
    "same": 0.2,
    "same_with_form": 1.08,
    "same_core": 1.24,
    "one_slip": 0.1,
    "two_slips": -0.1,
    "three_slips": -1.79,
    "slip_rate": -0.68,
    "extra": 0.0,
    "missing": -4.55,
    "some_extra": -5.04,
    "some_missing": -3.91,
    "both": 4.91,
    "kin_extra": -2.08,
    "kin_missing": -2.74,
    "short": -0.39,
    "known": -2.6,
    "joined": 1.34,
    "initials": -1.31,
    "figures": -1.59,
    "reordered": -0.78,
    "shortened": -0.98,
    "cut": -0.16,
    "shared": 4.08,
    "near": 3.98,
    "wild": -1.3,
    "joined_slip": -2.49,
    "cut_shared": -3.63,
    "brief": -2.05,
    "other_form": -5.21,
    "form_left_out": -0.59,
    "form_added": -2.63,
    "before": -1.0,
    "after": -0.64,
    "to_its_form": -0.82,
    "cut_at_width": 2.07,
    "cut_within_word": 2.41,
    "place_extra": 2.37,
    "place_missing": -2.07,
    "former": -1.03,
    "fallen": -2.0,
    "swapped": 1.4,
    "first": -0.59,
    "left_out": 0.98,
    "odd": 0.31,
    "form_of_common": -0.55,
}
