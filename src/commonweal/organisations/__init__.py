"""Organisations: their names and identifiers in public registers, and which names are private persons."""
