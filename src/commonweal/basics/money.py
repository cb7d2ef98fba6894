"""Money is integer pence; it becomes text only here, at the edge."""

from typing import Final

POUND: Final = 100  # pence
FIGURES: Final = 3
SCALES: Final = ((10**9 * POUND, " billion"), (10**6 * POUND, " million"), (POUND, ""))


def exact(pence: int) -> str:
    """Pounds and pence in full: `£1,234.50`, `-£0.05`."""
    pounds, rest = divmod(abs(pence), POUND)
    return f"{_sign(pence)}£{pounds:,}.{rest:02d}"


def rounded(pence: int) -> str:
    """Three figures that a person can hold in mind: `£4.21 million`, `£12,300`, `£96`. Under a pound it is exact."""
    if abs(pence) < POUND:
        return exact(pence)
    size = _to_figures(abs(pence))
    scale, word = next((scale, word) for scale, word in SCALES if size >= scale)
    units, rest = divmod(size, scale)
    decimals = max(0, FIGURES - len(str(units))) if word else 0
    fraction = f".{rest * 10**decimals // scale:0{decimals}d}" if decimals else ""
    return f"{_sign(pence)}£{units:,}{fraction}{word}"


def _to_figures(size: int) -> int:
    step = max(POUND, int(10 ** (len(str(size)) - FIGURES)))
    return (size + step // 2) // step * step  # halves away from zero


def _sign(pence: int) -> str:
    return "-" if pence < 0 else ""
