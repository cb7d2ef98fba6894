"""A finished budget is paid for: its winners become promises against the pot, then payments; what is left returns."""
