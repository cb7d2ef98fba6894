"""What each difference between a payee's name and a registered one weighs."""

from typing import Final

SURELY: Final = 0.75

WEIGHTS: Final = {
    "constant": 1.79,
    "same": 2.05,
    "same_core": 0.73,
    "one_slip": 2.11,
    "two_slips": 0.93,
    "three_slips": -1.76,
    "slip_rate": -1.93,
    "extra": 0.92,
    "missing": -4.16,
    "some_extra": -5.94,
    "some_missing": -4.72,
    "both": 5.4,
    "kin_extra": -1.56,
    "kin_missing": -0.93,
    "short": -0.93,
    "known": -2.44,
    "joined": 0.8,
    "initials": -1.51,
    "figures": -0.62,
    "reordered": -0.2,
    "shortened": -1.74,
    "cut": -4.38,
    "shared": 1.65,
    "brief": -1.62,
    "other_form": -5.07,
    "form_left_out": -0.89,
    "form_added": -1.92,
    "before": -1.4,
    "after": -2.1,
    "to_its_form": -2.97,
    "cut_at_width": 2.43,
    "cut_within_word": 2.29,
    "place_extra": 2.41,
    "place_missing": -0.11,
    "former": -1.06,
    "fallen": -2.0,
}
