"""The database of a host that outgrew nothing yet: Django's SQLite, whose writers wait in line."""
