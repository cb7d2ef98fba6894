"""What each difference between a payee's name and a registered one weighs, and when a match is taken as sure.

The weights were fitted by bench/matching_fit.py on invented registers and payees (docs/decisions/0016). They are the
logarithms of odds: what speaks for a pair is above 0.
"""

from typing import Final

SURELY: Final = 0.8  # the least probability that gave a precision of .98 where three payees in ten are in no register

# Not fitted, but our choice: `fallen`, a body that is no more; `extra`, how rare the words are that only the payee has.
CHOSEN: Final = {"fallen": -2.0, "extra": 0.0}

WEIGHTS: Final = {
    "constant": 1.39,
    "same": 1.35,
    "same_core": -0.33,
    "one_slip": 2.08,
    "two_slips": 0.75,
    "three_slips": -2.29,
    "slip_rate": -1.52,
    "extra": 0.0,
    "missing": -3.43,
    "some_extra": -5.98,
    "some_missing": -6.58,
    "both": 7.11,
    "kin_extra": -1.69,
    "kin_missing": -0.6,
    "short": -1.72,
    "known": -3.27,
    "joined": 0.82,
    "initials": -2.65,
    "figures": -0.84,
    "reordered": -2.14,
    "shortened": -2.52,
    "cut": -5.6,
    "shared": 2.54,
    "brief": -2.53,
    "other_form": -5.49,
    "form_left_out": -0.88,
    "form_added": -2.51,
    "before": -0.92,
    "after": -1.19,
    "to_its_form": -2.44,
    "cut_at_width": 3.2,
    "cut_within_word": 2.51,
    "place_extra": 2.15,
    "place_missing": 0.28,
    "former": -0.98,
    "fallen": -2.0,
}
