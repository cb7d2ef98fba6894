"""What spending does for a place: the local multiplier, the gaps, and what if."""
