from importlib import import_module

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "commonweal.budgets"
    label = "budgets"

    def ready(self) -> None:
        """Have a budget counted when the vote on it closes."""
        import_module("commonweal.budgets.signals")
