"""What people fill in about published spend."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.spend.actions import imports
from commonweal.spend.actions.corrections import Answer, Words
from commonweal.spend.models import Correction, SpendFile
from commonweal.spend.reading.result import FIELDS
from commonweal.spend.wealth import surveys

LARGEST_UPLOAD: Final = 300 * 2**20  # bytes; a year of a large council's spend is about 30 MiB
LONGEST_WORDS: Final = 2000  # characters of what somebody writes; our choice
EARLIEST_SURVEY: Final = 2000  # a year: before any payment was published; our choice
ENDINGS: Final = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsb", ".ods", ".zip")

LABELS: Final = {
    "payer": _("Payer"),
    "supplier": _("Supplier"),
    "supplier_number": _("Supplier’s number at the payer"),
    "company_number": _("Company number"),
    "charity_number": _("Charity number"),
    "net": _("Net amount"),
    "vat": _("VAT"),
    "gross": _("Gross amount"),
    "amount": _("Amount, not said whether net or gross"),
    "credit": _("Amount paid back, in a column of its own"),
    "sign": _("Debit or credit (DR or CR), in a column of its own"),
    "invoice_date": _("Invoice date"),
    "payment_date": _("Payment date"),
    "period": _("Period"),
    "year": _("Year, where the period does not name it"),
    "purpose": _("Purpose or description"),
    "department": _("Department or service"),
    "category": _("Category"),
    "capital_or_revenue": _("Capital or revenue"),
    "transaction": _("Transaction number"),
    "line": _("Line number"),
    "contract": _("Contract"),
}


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files in one field."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


class UploadForm(forms.Form):
    """Files to read, and the payer where the files do not name one."""

    sent = FilesField(label=_("Files"), error_messages={"required": _("Choose at least one file")})
    payer = forms.CharField(label=_("Payer"), required=False, max_length=255)

    def clean_sent(self) -> Any:
        files = self.cleaned_data["sent"]
        for file in files:
            if file.size > LARGEST_UPLOAD:
                limit = LARGEST_UPLOAD // 2**20
                raise forms.ValidationError(
                    _("%(name)s is larger than %(limit)s MB. Use the command line on the host for it."),
                    params={"name": file.name, "limit": limit},
                )
            if not file.name.lower().endswith(ENDINGS):
                raise forms.ValidationError(
                    _("%(name)s is not a kind of file we read. Send a csv, tsv, xls, xlsx, xlsb, ods or zip."),
                    params={"name": file.name},
                )
        return files


class ColumnsForm(forms.Form):
    """For each field of a payment, the column that holds it, or none; and the payer where no column names it."""

    payer_name = forms.CharField(label=_("Payer, where no column names it"), required=False, max_length=255)

    def __init__(self, *args: Any, file: SpendFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", _("No column"))] + [(each["id"], each["header"]) for each in file.layout["columns"]]
        taken = file.layout["mapping"]
        for name in FIELDS:
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=columns, required=False, initial=taken.get(name, "")
            )
        payer = file.payers.first()
        self.fields["payer_name"].initial = payer.name if payer and "payer" not in taken else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("net", "gross", "amount")):
            raise forms.ValidationError(_("Choose the column that holds the amount: net, gross, or an amount."))
        if not cleaned.get("payer") and not cleaned.get("payer_name"):
            raise forms.ValidationError(_("Say who paid: choose the column that names the payer, or write its name."))
        chosen = [cleaned[name] for name in FIELDS if cleaned.get(name)]
        if len(chosen) > len(set(chosen)):
            raise forms.ValidationError(_("Each column can hold one thing only. Choose a column once."))
        return cleaned

    def correction(self) -> imports.Correction:
        """What was said, as the action takes it. A column that names the payer wins over a name written by hand."""
        fields = {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data[name]}
        payer = None if "payer" in fields else self.cleaned_data["payer_name"]
        return imports.Correction(fields, payer)


class CorrectionForm(forms.Form):
    """What somebody says is wrong on a supplier's page; or the supplier's reply to it, which needs words alone."""

    kind = forms.ChoiceField(
        choices=[
            (Correction.Kind.CORRECTION, _("Something on the page is wrong")),
            (Correction.Kind.REPLY, _("I write for this supplier, and want to reply")),
        ],
        error_messages={"required": _("Choose what you want to do")},
    )
    wrong = forms.CharField(
        max_length=LONGEST_WORDS, error_messages={"required": _("Write what is wrong, or your reply")}
    )
    right = forms.CharField(max_length=LONGEST_WORDS, required=False)
    source = forms.CharField(max_length=LONGEST_WORDS, required=False)
    contact = forms.CharField(max_length=255, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Correction.Kind.CORRECTION:
            if not cleaned.get("right"):
                self.add_error("right", _("Write what is right"))
            if not cleaned.get("source"):
                self.add_error("source", _("Say where it can be checked"))
        return cleaned

    def words(self) -> Words:
        """What was written, as the action takes it."""
        return Words(**{name: self.cleaned_data[name] for name in ("kind", "wrong", "right", "source", "contact")})


class AnswerForm(forms.Form):
    """The answer to a correction or a reply."""

    outcome = forms.ChoiceField(
        choices=[(Correction.State.ACCEPTED, _("Accept it")), (Correction.State.DECLINED, _("Decline it"))],
        error_messages={"required": _("Choose whether you accept it")},
    )
    text = forms.CharField(
        max_length=LONGEST_WORDS, error_messages={"required": _("Write what was changed, or why nothing was")}
    )
    words_shown = forms.BooleanField(required=False)
    sender_confirmed = forms.BooleanField(required=False)

    def answer(self) -> Answer:
        """The answer as the action takes it."""
        told = self.cleaned_data
        accepted = told["outcome"] == Correction.State.ACCEPTED
        return Answer(accepted, told["text"], told["words_shown"], told["sender_confirmed"])


class SurveyForm(forms.Form):
    """What one supplier answered of one year: pounds for money, per cent for shares. Each problem goes to its field."""

    year = forms.IntegerField(
        error_messages={
            "required": _("Say which year the answers are of"),
            "invalid": _("Give the year as a number, such as 2025"),
        }
    )
    turnover = forms.CharField(max_length=30, required=False)
    pay = forms.CharField(max_length=30, required=False)
    pay_local = forms.CharField(max_length=30, required=False)
    purchases = forms.CharField(max_length=30, required=False)
    purchases_local = forms.CharField(max_length=30, required=False)

    def __init__(self, *args: Any, supplier: str, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supplier, self.this_year = supplier, this_year

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not EARLIEST_SURVEY <= year <= self.this_year:
            raise forms.ValidationError(
                _("The year is from %(first)s to %(last)s."), params={"first": EARLIEST_SURVEY, "last": self.this_year}
            )
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        understood = surveys.read(self.supplier, self.typed())
        if not isinstance(understood, surveys.Survey):
            for problem in understood:
                self.add_error(problem.where, problem.reason)
        return cleaned

    def typed(self) -> dict[str, str]:
        """The answers as typed."""
        return {name: self.cleaned_data.get(name, "") for name in (*surveys.MONEY, *surveys.SHARES)}
