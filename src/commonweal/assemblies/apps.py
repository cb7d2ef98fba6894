from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "commonweal.assemblies"
    label = "assemblies"
