"""How allauth serves accounts that have an e-mail address and nothing else."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.urls import reverse


class CodeOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts without user names and passwords."""

    def populate_username(self, request: object, user: object) -> None:
        """There is none to fill in."""

    def send_account_already_exists_mail(self, email: str) -> None:
        """Allauth's own letter points to a password to reset; ours to the page that sends a code."""
        address = context.request.build_absolute_uri(reverse("account_request_login_code"))
        self.send_mail("account/email/account_already_exists", email, {"login_url": address})
