"""The addresses of what councils publish of developers' contributions."""

from django.urls import path

from commonweal.funds.views import publishing

urlpatterns = [
    path("", publishing.contributions, name="contributions"),
    path("all.<str:ending>", publishing.contributions_file, name="contributions-file"),
]
