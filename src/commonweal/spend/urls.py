"""The addresses of published spend."""

from django.urls import path

from commonweal.spend.views import accounts, columns, coverage, files, search, tables, uploads

urlpatterns = [
    path("payers/", accounts.listing, {"definition": "payers"}, name="payers"),
    path("payers/<slug:slug>/", accounts.of_payer, name="payer"),
    path("suppliers/", accounts.listing, {"definition": "suppliers"}, name="suppliers"),
    path("suppliers/<path:key>/", accounts.of_supplier, name="supplier"),
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
]
