"""The addresses of published spend."""

from django.urls import path, register_converter
from django.urls.converters import PathConverter

from commonweal.spend.api import interface
from commonweal.spend.api.page import page as interface_page
from commonweal.spend.views import (
    account_tables,
    accounts,
    closer,
    columns,
    corrections,
    coverage,
    files,
    gaps,
    lock_keeping,
    locks,
    multiplier,
    report,
    reviews,
    search,
    suppliers,
    tables,
    uploads,
    what_if,
)


class SupplierKey(PathConverter):
    """A supplier's key in an address. One that begins like an address of ours, such as "review", gets a "~" first."""

    OURS = ("review", "corrections")

    def to_python(self, value: str) -> str:
        return value.removeprefix("~")

    def to_url(self, value: str) -> str:
        return f"~{value}" if value.startswith("~") or value.split("/")[0] in self.OURS else value


register_converter(SupplierKey, "supplier")

urlpatterns = [
    path("payers/", accounts.listing, {"definition": "payers"}, name="payers"),
    path("payers/<slug:slug>/", accounts.of_payer, name="payer"),
    path("suppliers/", accounts.listing, {"definition": "suppliers"}, name="suppliers"),
    path("suppliers/review/", reviews.review, name="review"),
    path("suppliers/review/decisions/", reviews.decisions, name="decisions"),
    path("suppliers/review/decisions/<int:number>/undo/", reviews.undo, name="undo"),
    path("suppliers/corrections/", corrections.listing, name="corrections"),
    path("suppliers/corrections/new/", corrections.send, name="correct"),
    path("suppliers/corrections/<uuid:public_id>/", corrections.answer, name="correction"),
    path("suppliers/corrections/<uuid:public_id>/contact/", corrections.erase, name="erase"),
    path("suppliers/<supplier:key>/", suppliers.supplier, name="supplier"),
    path("categories/", accounts.listing, {"definition": "categories"}, name="categories"),
    path("departments/", accounts.listing, {"definition": "departments"}, name="departments"),
    path("purposes/", accounts.listing, {"definition": "purposes"}, name="purposes"),
    path("wards/", accounts.listing, {"definition": "wards"}, name="wards"),
    path("payments/", accounts.listing, {"definition": "rows"}, name="payments"),
    path("account/", accounts.of, name="account"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("search/", search.search, name="search"),
    path("imports/", files.imports, name="imports"),
    path("imports/new/", uploads.send, name="send"),
    path("imports/uploads/<uuid:public_id>/", uploads.progress, name="upload"),
    path("imports/overlaps/<int:number>/", files.decide_overlap, name="overlap"),
    path("imports/<uuid:public_id>/", files.file, name="file"),
    path("imports/<uuid:public_id>/withdrawal/", files.withdrawal, name="withdrawal"),
    path("imports/<uuid:public_id>/columns/", columns.columns, name="columns"),
    path("definitions/<slug:name>/", accounts.definition, name="definition"),
    path("tables/<slug:definition>.<str:ending>", tables.download, name="download"),
    path("gaps/", gaps.listing, name="gaps"),
    path("gaps.<str:ending>", gaps.download, name="gaps-file"),
    path("gaps/<slug:slug>/", gaps.gap, name="gap"),
    path("gaps/<slug:slug>/payments/", gaps.payments, name="gap-payments"),
    path("gaps/<slug:slug>/<slug:table>.<str:ending>", gaps.gap_download, name="gap-file"),
    path("what-if/", what_if.what_if, name="what-if"),
    path("what-if.<str:ending>", what_if.download, name="what-if-file"),
    path("what-if/kept/", what_if.save, name="save-scenario"),
    path("what-if/kept/<uuid:public_id>/removal/", what_if.remove, name="remove-scenario"),
    path("multiplier/", multiplier.multiplier, name="multiplier"),
    path("multiplier/surveys/", multiplier.surveys, name="surveys"),
    path("multiplier/surveys/answers/", multiplier.survey, name="survey"),
    path("multiplier/surveys/<uuid:public_id>/removal/", multiplier.survey_removal, name="remove-survey"),
    path("multiplier/<slug:table>.<str:ending>", multiplier.download, name="multiplier-file"),
    path("account/breakdown/<slug:what>/", closer.breakdown, name="breakdown"),
    path("account/compare/", closer.compare, name="compare"),
    path("account/flows/", closer.between, name="flows"),
    path("account/few-suppliers/", closer.few, name="few-suppliers"),
    path("account/wards/", closer.wards, name="account-wards"),
    path("account/over-time/", closer.over_time, name="over-time"),
    path("account/payments/", closer.payments, name="account-payments"),
    path("account/tables/<slug:definition>.<str:ending>", account_tables.download, name="account-file"),
    path("account/locks/", locks.locks, name="locks"),
    path("account/locks/kept/", lock_keeping.keep, name="keep-locks"),
    path("account/locks/kept/<int:version>/again/", lock_keeping.keep_again, name="keep-locks-again"),
    path("account/locks/published/", lock_keeping.restore, name="restore-locks"),
    path("report/", report.page, name="report"),
    path("report.pdf", report.pdf, name="report-pdf"),
    path("api/", interface_page, name="api"),
    path("api/", interface.urls),
]
