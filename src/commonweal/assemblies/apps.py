from importlib import import_module

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "commonweal.assemblies"
    label = "assemblies"

    def ready(self) -> None:
        """Have the worker's tasks listen for what acts tell them."""
        import_module("commonweal.assemblies.tasks")
