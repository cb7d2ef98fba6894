"""Pabulib, the plain text in which participatory budgets are exchanged: reading and writing it (pabulib.org)."""
