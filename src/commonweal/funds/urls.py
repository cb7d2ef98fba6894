"""The addresses of pots."""

from django.urls import path

from commonweal.funds.views import banking, keeping, moving, paying, reading

urlpatterns = [
    path("", reading.pots, name="pots"),
    path("all.<str:ending>", reading.all_pots_file, name="pots-file"),
    path("of/<slug:slug>/<int:number>/found/", keeping.found, name="found-pot"),
    path("<slug:slug>/", reading.pot, name="pot"),
    path("<slug:slug>/books.beancount", reading.beancount_file, name="pot-beancount"),
    path("<slug:slug>/postings.<str:ending>", reading.postings_file, name="pot-postings"),
    path("<slug:slug>/months.<str:ending>", reading.months_file, name="pot-months"),
    path("<slug:slug>/grants.json", reading.grants_file, name="pot-grants"),
    path("<slug:slug>/keepers/", keeping.keepers, name="keepers"),
    path("<slug:slug>/keepers/<int:key>/end/", keeping.end, name="end-keeper"),
    path("<slug:slug>/income/", moving.income, name="income"),
    path("<slug:slug>/promise/", moving.choose, name="choose-decision"),
    path("<slug:slug>/promise/<int:number>/", moving.promise, name="promise-money"),
    path("<slug:slug>/bank/", banking.bank, name="bank"),
    path("<slug:slug>/bank/lines/<int:key>/", banking.explain, name="explain-line"),
    path("<slug:slug>/bank/<uuid:public_id>/out/", banking.take_out, name="take-out-statement"),
    path("<slug:slug>/close/", moving.close, name="close-period"),
    path("<slug:slug>/entries/<int:number>/", reading.entry, name="entry"),
    path("<slug:slug>/entries/<int:number>/correct/", moving.correct, name="correct-entry"),
    path("<slug:slug>/promises/<int:number>/", reading.promise, name="promise"),
    path("<slug:slug>/promises/<int:number>/release/", moving.release, name="release"),
    path("<slug:slug>/promises/<int:number>/pay/", paying.ask, name="ask-payment"),
    path("<slug:slug>/promises/<int:number>/claims/<int:meeting>/", paying.claims, name="pay-claims"),
    path("<slug:slug>/payments/<int:number>/", paying.payment, name="payment"),
    path("<slug:slug>/payments/<int:number>/approve/", paying.approve, name="approve-payment"),
    path("<slug:slug>/payments/<int:number>/withdraw/", paying.withdraw, name="withdraw-payment"),
]
