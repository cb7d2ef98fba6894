"""Operations of migrations that every room uses."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """Makes the tables of a room at once, in an order that does not matter.

    Django looks at every related model again after each table it makes. With a hundred tables that takes ten seconds
    of a new home's first command; looked at once for all of them, one.
    """

    reversible = True

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # the models as classes, which Django makes anew where they are missing
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} models"


class RunOn(Operation):
    """Runs statements in the database's own dialect, by vendor, and others to go back."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, there: Mapping[str, Sequence[str]], back: Mapping[str, Sequence[str]]) -> None:
        self.there, self.back = there, back

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What the database guards is nothing that models know."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.there[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.back[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    def describe(self) -> str:
        return "Have the database guard what is kept"
