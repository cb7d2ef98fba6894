"""What the verbs that need state share: Django, set up and migrated, on whatever COMMONWEAL_HOME holds."""

import os


def ready() -> None:
    """Set Django up and bring the database to the newest migration. Call it inside a verb, before importing a model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
