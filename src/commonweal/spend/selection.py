"""Which payments a page is about."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

LONGEST = 500  # characters: longer than any published category; a longer value selects nothing


@dataclass(frozen=True, slots=True)
class Selection:
    """One value or none for each thing that payments can be selected by. None takes all."""

    payer: str | None = None
    supplier: str | None = None
    category: str | None = None
    purpose: str | None = None
    department: str | None = None
    month: str | None = None
    ward: str | None = None
    area: str | None = None
    file: str | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Selection":
        """From the parameters of a web address; those it does not know and those left empty are passed over."""
        return cls(**{field.name: _fit(asked[field.name]) for field in fields(cls) if asked.get(field.name)})

    def chosen(self) -> dict[str, str]:
        """What was chosen, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def parameters(self) -> dict[str, str | None]:
        """One value a parameter of selected_payments.sql."""
        return asdict(self)


def _fit(value: str) -> str:
    """A value that any store can be asked for: PostgreSQL takes no NUL, and nothing published holds its stand-in."""
    return value[:LONGEST].replace("\0", "\ufffd")
