"""How two names differ, word by word: what is misspelt, what is missing on either side, how much it tells."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from commonweal.organisations.matching.letters import Oddness, not_odd
from commonweal.organisations.matching.words import KIN, OFFSHOOTS, PLACES

# All our choice.
LETTERS_A_SLIP: Final = 4  # one slip of the pen for every so many letters is what a word may well have
MOST_SLIPS: Final = 3
TWICE: Final = 5  # letters at least of a word that may have two slips all the same
SHORT: Final = 3  # letters; in a word so short a slip makes another word as easily
SHORTENED: Final = 3  # letters at least that a shortened word keeps
MOST_ODD: Final = 4.0  # what is odder than this tells no more
KNOWN: Final = 0.97  # a word that weighs less is in the register more often than by chance


class Difference(NamedTuple):
    """What stands between a payee's name and a registered one. A word weighs 1 if no name has it, 0 if all have it.

    `slips`: letters to change; `short`: some of them in words of three letters; `wild`: how many of them are more than
    a word of its length may well have; `near`: the weight of the registered words so misspelt, by the share of their
    letters that is right; `known`: the misspelt word is a word of the register; `joined`: words run together or split;
    `shortened`, `initials`: words given so; `extra`, `missing`: the weight of the words that only the payee's, or only
    the registered, name has; `kin_extra`, `kin_missing`: some of these tell members of a family apart; `place_extra`,
    `place_missing`: all of these are of place names; `offshoot_missing`: some tell a body beside this one; `figures`:
    numbers differ; `reordered`: the same words in another order; `shared`: the weight of equal words; `swapped`: two
    letters stand in each other's place; `first`: a slip is in the first letter of a word; `left_out`: of a
    misspelt word letters are left out; `odd`: by how much odder the letters of the misspelt words are than those of the
    words they would be.
    """

    slips: float = 0.0
    short: float = 0.0
    known: float = 0.0
    joined: float = 0.0
    shortened: float = 0.0
    initials: float = 0.0
    extra: float = 0.0
    missing: float = 0.0
    kin_extra: float = 0.0
    kin_missing: float = 0.0
    place_extra: float = 0.0
    place_missing: float = 0.0
    offshoot_missing: float = 0.0
    figures: float = 0.0
    reordered: float = 0.0
    shared: float = 0.0
    wild: float = 0.0
    near: float = 0.0
    swapped: float = 0.0
    first: float = 0.0
    left_out: float = 0.0
    odd: float = 0.0


def difference(
    asked: Sequence[str], held: Sequence[str], weight: Mapping[str, float], odd: Oddness = not_odd
) -> Difference:
    """How the words of a payee's name differ from those of a registered one."""
    if asked == held:
        return Difference(shared=sum(weight[word] for word in asked))
    ours, theirs = _without(asked, held), _without(held, asked)
    ours = [word for word in ours if not _says_nothing(word, word is asked[-1])]
    shared = sum(weight[word] for word in asked if word in held)
    if not ours and not theirs:
        return Difference(shared=shared, reordered=float([word for word in asked if word in held] != list(held)))
    one, other = "".join(ours), "".join(theirs)
    together = _slips(one, other)
    if together is not None:
        return Difference(
            shared=shared,
            slips=together,
            short=float(together > 0 and max(map(len, ours + theirs)) <= SHORT),
            known=_known(ours, weight) if together else 0.0,
            joined=float(len(ours) != len(theirs)),
            figures=float(together > 0 and _figures(ours) != _figures(theirs)),
            wild=_wild(together, one, other),
            near=sum(weight[word] for word in theirs) * _right(together, other),
            **_kinds([(one, other)] if together else [], odd),
        )
    return _word_by_word(ours, theirs, weight, shared, odd)


def _word_by_word(
    ours: list[str], theirs: list[str], weight: Mapping[str, float], shared: float, odd: Oddness
) -> Difference:
    slipped_words: list[tuple[str, str]] = []
    slips = short = known = shortened = initials = wild = near = 0.0
    for word in sorted(ours, key=len, reverse=True):
        meant, how, slipped = _meant(word, theirs)
        if meant is None:
            continue
        ours.remove(word)
        theirs.remove(meant)
        slips += slipped
        slipped_words.extend([(word, meant)] if slipped else [])
        short += float(slipped > 0 and len(word) <= SHORT)
        wild += _wild(slipped, word, meant)
        near += weight[meant] * _right(slipped, meant) if how == "slip" else 0.0
        known += float(slipped > 0 and weight[word] < KNOWN)
        shortened += float(how == "shortened")
        initials += float(how == "initial")
    return Difference(
        slips,
        short,
        known,
        shortened=shortened,
        initials=initials,
        extra=sum(weight[word] for word in ours),
        missing=sum(weight[word] for word in theirs),
        kin_extra=float(not KIN.isdisjoint(ours)),
        kin_missing=float(not KIN.isdisjoint(theirs)),
        place_extra=float(bool(ours) and PLACES.issuperset(ours)),
        place_missing=float(bool(theirs) and PLACES.issuperset(theirs)),
        offshoot_missing=float(not OFFSHOOTS.isdisjoint(theirs)),
        figures=float(_figures(ours) != _figures(theirs)),
        shared=shared,
        wild=wild,
        near=near,
        **_kinds(slipped_words, odd),
    )


def _kinds(slipped: Sequence[tuple[str, str]], odd: Oddness) -> dict[str, float]:
    """Of misspelt words and the words they would be, what tells a slip of the pen from another's name."""
    return {
        "swapped": float(any(Levenshtein.distance(*both) > OSA.distance(*both) for both in slipped)),
        "first": float(any(one[0] != other[0] for one, other in slipped)),
        "left_out": float(any(len(one) < len(other) for one, other in slipped)),
        "odd": max(-MOST_ODD, min(MOST_ODD, sum(odd(one) - odd(other) for one, other in slipped))),
    }


def _says_nothing(word: str, last: bool) -> bool:
    """Whether an extra word is "limited" or "company", misspelt or, at the end, cut short."""
    if len(word) >= len("limit"):
        return any(OSA.distance(word, form, score_cutoff=2) <= 2 for form in ("limited", "company"))
    return last and len(word) >= SHORTENED and "company".startswith(word)


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    left = list(others)
    kept = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return kept


def _slips(one: str, other: str) -> int | None:
    """Letters to change, or None where they are too many for one word misspelt."""
    shorter = min(len(one), len(other))
    allowed = max(2, _fair(shorter)) if shorter >= TWICE else 1
    if not one or not other or abs(len(one) - len(other)) > allowed:
        return None
    slips = OSA.distance(one, other, score_cutoff=allowed)
    return slips if slips <= allowed else None


def _fair(letters: int) -> int:
    """Slips that a word of so many letters may well have."""
    return min(MOST_SLIPS, max(1, letters // LETTERS_A_SLIP))


def _wild(slips: int, one: str, other: str) -> float:
    return float(max(0, slips - _fair(min(len(one), len(other)))))


def _right(slips: int, meant: str) -> float:
    return max(0.0, 1 - slips / len(meant))


def _meant(word: str, theirs: list[str]) -> tuple[str | None, str, int]:
    best: tuple[str | None, str, int] = (None, "", MOST_SLIPS + 1)
    for other in theirs:
        if len(word) > 1 < len(other) and (slips := _slips(word, other)) is not None and slips < best[2]:
            best = (other, "slip", slips)
    if best[0] is None:
        for other in theirs:
            first, second = sorted((word, other), key=len)
            if second.startswith(first) and len(first) == 1:
                return other, "initial", 0
            if _shortened(first, second):
                return other, "shortened", 0
    return best


def _shortened(word: str, whole: str) -> bool:
    """Whether a word keeps the first letter and some others of the whole word, in their order: "mgmt", "prop"."""
    rest = iter(whole[1:])
    return len(word) >= SHORTENED and word[0] == whole[0] and all(letter in rest for letter in word[1:])


def _known(words: list[str], weight: Mapping[str, float]) -> float:
    return float(any(weight[word] < KNOWN for word in words))


def _figures(words: list[str]) -> list[str]:
    return sorted("".join(letter for letter in word if letter.isdigit()) for word in words if not word.isalpha())
