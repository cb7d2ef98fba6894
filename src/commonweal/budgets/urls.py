"""The addresses of budgets."""

from django.urls import path

from commonweal.budgets import views

urlpatterns = [path("count/", views.count_election, name="count-election")]
