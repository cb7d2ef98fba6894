"""What headers mean: the names that councils, hospitals and departments give to their columns."""

import pytest

from commonweal.spend.reading.words import CONTRACTS, NOT_MONEY, NOT_PAID, meanings, phrase, says

HEADERS = {
    "payer": "Body Name|BodyName|Organisation Name|Authority Name|Council Name|Entity|Council"
    "|Publisher Name|Local Authority",
    "supplier": "Supplier|Supplier Name|supplier_name|SupplierName|SUPPLIER FINAL|* SUPPLIER|Supplier(Beneficiary) Name"
    "|Vendor|Vendor Name|Payee|Payee Name|Creditor Name|Beneficiary|Merchant Name|Paid To|Name of Supplier|Name:  "
    "|Redacted Supplier Name|Name of Company|Who we paid|Cyflenwr|Supplier/Payee|Recipient Name|Supplier Desc"
    "|Name 1|ApAr Name|supplier_name1|Who to",
    "supplier_number": "Supplier ID|Supplier Number|Vendor ID|Creditor No|Supplier Code|Supplier Ref|Vendor No.",
    "company_number": "Supplier Registered Company Number|Company Registration|Company Number|company_number",
    "charity_number": "Supplier Registered Charity Number|Charity Registration|charity_number",
    "credit": "Credit|Credit Amount|CR (£)",
    "net": "Net Amount|NetAmount|Net Amount(£)|Net|Net £|£ (net)|Nett|Amount (excl VAT)|Amount Excluding VAT (£)"
    "|Total (excludes VAT)|Total (ex VAT)|Invoice Line Value (net of VAT)|Net Value|Ex VAT|Amount without VAT"
    "|£ excl VAT|Net Spend|net_amount1",
    "vat": "VAT|VAT Amount|Irrecoverable VAT|Unrecoverable VAT|VAT (£)|TAW",
    "gross": "Gross|Gross Amount|Amount inc VAT|Total including VAT|Gross Value (£)|Inc VAT|Amount Gross|£ inc VAT",
    "amount": "Amount|amount|Amount Paid|Amount (£)|Value|Spend|Payment Amount|Total Invoice Amount|£|Invoiced Value"
    "|Amount in Sterling|Transaction Value|Total Amount|AP Amount (£)|Sum of Amount|Sum Paid|Swm|Invoice Amount"
    "|Debit|Debit Amount (£)|How much|£p|£.p|Amount (£p)",
    "payment_date": "Payment Date|Date Paid|DatePaid|Paid Date|paid_date|Date|Date of Payment|Invoice Payment Date"
    "|payment_date1|Clearing Date|Posting Date|Pay Date|Card Transaction Date|When we paid|Dyddiad",
    "invoice_date": "Invoice Date|Doc Date|Document Date|Date of Invoice|Invoice GL Date",
    "period": "Period|Month|Quarter|Accounting Period|Financial Period",
    "purpose": "Purpose of Spend|Purpose of Spend (Summary)|Description|Narrative|Details|Item Description"
    "|Invoice Desc",
    "department": "Directorate|Department|Service Area|Service Label|Organisational Unit|Expense Area|Expenses Area"
    "|Service Cost Centre|Department Area|Cost Centre Name|Service",
    "category": "Expenditure Category|Expense Type|Expenses Type|Account Detail|Category|Subjective Description"
    "|Procurement Classification|G/L Description|Category Family|Proclass",
    "capital_or_revenue": "Capital or revenue|Capital/ Revenue|Cap/Rev|CapitalOrRevenue|R/C",
    "transaction": "Transaction Number|TransNo|Trans No|trans_no|Document No|SAP Document Number|Internal Ref"
    "|HBC ref no|Invoice Number|Voucher No.|Ref|Transaction Reference|Chq No|Cheque / BACS No|Payment Ref",
    "line": "Line|Line Number|Sequence no|Distribution Line Number",
    "contract": "Contract|Contract Number|Contract Ref|Contract Title",
}


@pytest.mark.parametrize(
    ("header", "field"), [(header, field) for field, names in HEADERS.items() for header in names.split("|")]
)
def test_a_header_means_its_field_more_surely_than_any_other_of_its_kind(header: str, field: str) -> None:
    said = meanings(header)
    kind = {"net", "vat", "gross", "amount"} if field in {"net", "vat", "gross", "amount"} else {field}
    assert max((name for name in said if name in kind), key=lambda name: said[name], default=None) == field
    assert said[field] >= 0.6


@pytest.mark.parametrize(
    "header", ["", "+", "#", "RecId", "Report", "VAT Registration Number", "VAT RegNo", "Sercop URI", "match_method"]
)
def test_some_headers_mean_nothing_to_us(header: str) -> None:
    assert not meanings(header)


@pytest.mark.parametrize(
    ("header", "section"),
    [
        ("Estimated Annual Value 2017/18", NOT_MONEY),
        ("Contract Value", NOT_MONEY),
        ("Hectares", NOT_MONEY),
        ("Amount (£000)", NOT_MONEY),
        ("Amount (pence)", NOT_MONEY),
        ("Amount (£ pence)", NOT_MONEY),
        ("Amount (p)", NOT_MONEY),
        ("Budget 2023/24", NOT_MONEY),
        ("Start Date", NOT_PAID),
        ("Award date", NOT_PAID),
        ("PermissionDate", NOT_PAID),
        ("Contract Title", CONTRACTS),
        ("End Date", CONTRACTS),
        ("Extension options", CONTRACTS),
    ],
)
def test_what_is_never_a_payment(header: str, section: str) -> None:
    assert says(header, section)


@pytest.mark.parametrize(
    "header", [" NetAmount ", "net_amount", "Net-Amount", "NET AMOUNT", "Net\nAmount", "Net Amount:"]
)
def test_one_phrase_for_many_spellings(header: str) -> None:
    assert phrase(header) == "net amount"
