from django.apps import AppConfig


class SpendConfig(AppConfig):
    name = "commonweal.spend"
    label = "spend"
