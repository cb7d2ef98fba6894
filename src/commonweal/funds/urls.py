"""The addresses of pots."""

from django.urls import path

from commonweal.funds import views

urlpatterns = [
    path("", views.pots, name="pots"),
    path("all.<str:ending>", views.all_pots_file, name="pots-file"),
    path("<slug:slug>/", views.pot, name="pot"),
    path("<slug:slug>/books.beancount", views.beancount_file, name="pot-beancount"),
    path("<slug:slug>/postings.<str:ending>", views.postings_file, name="pot-postings"),
]
