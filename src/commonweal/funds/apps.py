from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "commonweal.funds"
    label = "funds"
