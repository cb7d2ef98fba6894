"""What the verbs that need state share: Django, set up and migrated, on whatever COMMONWEAL_HOME holds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on Windows: there two verbs should not be the first at once
    fcntl = None  # type: ignore[assignment]


def ready() -> None:
    """Set Django up and bring the database to the newest migration. Call it inside a verb, before importing a model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.site.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    with one_at_a_time(Path(settings.COMMONWEAL_HOME)):
        missing = MigrationExecutor(connection)
        if missing.migration_plan(missing.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Wait for whoever is migrating the same home: two at once would make the same tables."""
    home.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    folder = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # the folder itself: a file for it would stand in every backup
        yield
    finally:
        os.close(folder)
