"""The set-up of a vote for Belenios, where secrecy must hold against the host as well.

Source: the question format as Belenios' public specification and tools use it, written from memory: to be confirmed
against the version in use before an election hangs on it.
"""

from typing import Any

from commonweal.assemblies.balloting.questions import YES_NO, Question


def setup(title: str, question: Question, voters: int) -> dict[str, Any]:
    """What an administrator copies into Belenios: its questions, and how many voters there will be."""
    return {
        "to_be_confirmed": "Written for the question format of Belenios from memory. Check it before you use it.",
        "voters": voters,
        "template": {"name": title, "description": title, "questions": [_question(title, question)]},
        "count": {"rule": question.rule, "seats": question.seats},
    }


def _question(title: str, question: Question) -> dict[str, Any]:
    asked = {"question": title, "answers": list(question.options)}
    if question.ranks:
        method = {"type": "STV", "blank": True, "seats": question.seats}
        return {"type": "NonHomomorphic", "value": asked, "extra": method}
    least, most = (1, 1) if question.rule == YES_NO else (0, len(question.options))
    return {**asked, "blank": False, "min": least, "max": most}
