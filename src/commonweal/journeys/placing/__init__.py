"""Suppliers find their place when a region is adopted."""
