"""Every address of the site."""

from allauth.account import views as account
from django.urls import include, path

from commonweal.assemblies.api import interface as civic
from commonweal.site import views

# Only the sign-in by e-mailed code: there are no passwords to set, reset or lose.
SIGN_IN = [
    path("", account.request_login_code, name="account_login"),
    path("", account.request_login_code, name="account_request_login_code"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("new/", account.signup, name="account_signup"),
    path("out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("sources/", views.sources, name="sources"),
    path("sign-in/", include(SIGN_IN)),
    path("assemblies/", include("commonweal.assemblies.urls")),
    path("api/assemblies/", civic.urls),
    path("pots/", include("commonweal.funds.urls")),
    path("developer-contributions/", include("commonweal.funds.views.contribution_urls")),
    path("budgets/", include("commonweal.journeys.delivering.urls")),
    path("budgets/", include("commonweal.budgets.urls")),
    path("record/", include("commonweal.record.urls")),
    path("", include("commonweal.spend.urls")),
]
