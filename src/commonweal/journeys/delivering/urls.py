"""The addresses of a budget's money."""

from django.urls import path

from commonweal.journeys.delivering import views

urlpatterns = [
    path("<slug:slug>/money/", views.money, name="budget-money"),
    path("<slug:slug>/money/promise/", views.promise, name="promise-winners"),
    path("<slug:slug>/money/<int:number>/ask/", views.ask, name="ask-for-winner"),
    path("<slug:slug>/money/<int:number>/return/", views.give_back, name="return-of-winner"),
]
