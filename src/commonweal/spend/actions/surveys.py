"""Entering what a supplier answered, and removing it. Answers are the firm's business; none enters the record."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.models import SupplierSurvey
from commonweal.spend.wealth.surveys import Survey, read


@dataclass(frozen=True, slots=True)
class Answers:
    """What one supplier answered: its key and its name as most often spelt, the year, and the answers as typed."""

    supplier_key: str
    supplier: str
    year: int
    typed: Mapping[str, str]
    sample: bool = False


def enter_survey(*, answers: Answers, by: User, now: datetime) -> SupplierSurvey:
    """Keep a supplier's answers in the place of any that it gave before.

    Raises Refused where they cannot be used, with the first reason, and where somebody entered others meanwhile.
    """
    understood = read(answers.supplier_key, answers.typed)
    if not isinstance(understood, Survey):
        raise Refused(understood[0].reason)
    try:
        with transaction.atomic():
            return _entered(answers, by, now)
    except IntegrityError:
        raise Refused("Somebody entered answers of this supplier meanwhile. Nothing was changed.") from None


@transaction.atomic
def remove_survey(*, survey: SupplierSurvey, by: User, now: datetime) -> SupplierSurvey:
    """Remove a supplier's answers for good; that there were some, and when, stays. Raises Refused if it was done."""
    survey = SupplierSurvey.objects.select_for_update().get(pk=survey.pk)
    if survey.removed_at is not None:
        raise Refused("These answers were removed already. Nothing was changed.")
    _end(survey, by, now)
    append("spend", "survey-removed", _named(survey), by=by, now=now)
    return survey


def _entered(answers: Answers, by: User, now: datetime) -> SupplierSurvey:
    standing = SupplierSurvey.objects.select_for_update().filter(removed_at=None, sample=answers.sample)
    before = standing.filter(supplier_key=answers.supplier_key).first()
    if before is not None:
        _end(before, by, now)
    survey = SupplierSurvey.objects.create(
        supplier_key=answers.supplier_key,
        supplier=answers.supplier,
        sample=answers.sample,
        year=answers.year,
        answers=dict(answers.typed),
        salt=secrets.token_hex(32),
        entered_by=by,
        entered_at=now,
    )
    told = {"replaces": str(before.public_id) if before else None, "year": survey.year, "answers": _sealed(survey)}
    append("spend", "survey-entered", {**_named(survey), **told}, by=by, now=now)
    return survey


def _end(survey: SupplierSurvey, by: User, now: datetime) -> None:
    survey.answers, survey.salt, survey.removed_by, survey.removed_at = {}, "", by, now
    survey.save(update_fields=["answers", "salt", "removed_by", "removed_at"])


def _named(survey: SupplierSurvey) -> dict[str, Any]:
    supplier = sha256(survey.supplier_key.encode()).hexdigest()
    return {"survey": str(survey.public_id), "supplier": supplier, "sample": survey.sample}


def _sealed(survey: SupplierSurvey) -> str:
    """The answers as the record holds them: a hash, with a salt that is erased together with them."""
    told = [f"{name}={value}" for name, value in sorted(survey.answers.items())]
    return sha256("\n".join([survey.salt, *told]).encode()).hexdigest()
