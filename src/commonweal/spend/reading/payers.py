"""Who paid: named by a person, else by a column of the file, else by the words of the file's name."""

import re
from pathlib import PurePosixPath
from typing import Final

NOT_NAMED: Final = "Payer not named"
ACRONYM: Final = re.compile(r"nhs|gla|pcc|ccg|m[db]c|[tbcd]c|icb|tfl|uk|ukri|hmrc|dwp|df[et]|defra")
NOT_A_NAME: Final = re.compile(  # words of file names that tell what a file is, or when, and not whose
    r"(?:payment|supplier|invoice|expense|transaction|purchase|creditor|report|file|month|year)s?|spend|spending|spent"
    r"|expenditure|transparency|publication|published|publish|open|data|dataset|over|exceeding|above|more|than|greater"
    r"|and|of|to|the|for|from|in|clean|raw|copy|final|version|v[0-9]+|csv|tsv|xlsx?|ods|download|website|web|export"
    r"|procurement|card|p|q[1-4]|quarter|quarterly|monthly|annual|april|may|june|july|august|september|october|november"
    r"|december|january|february|march|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
DATED: Final = re.compile(r"(?:19|20)?[0-9]{2,}|[£$]")


def payer_from(path: str) -> str:
    """The words of a file's name before its date, or NOT_NAMED: "sandport-2017-01.csv" is "Sandport"."""
    words = re.findall(r"[^\W_]+|£", PurePosixPath(path.replace("\\", "/")).stem)
    kept: list[str] = []
    for word in words:
        if DATED.match(word) or NOT_A_NAME.fullmatch(word.lower()):
            if kept:
                break
            continue
        kept.append(word)
    return " ".join(_cased(word) for word in kept) or NOT_NAMED


def _cased(word: str) -> str:
    if not word.islower():
        return word
    return word.upper() if ACRONYM.fullmatch(word) else word.capitalize()
