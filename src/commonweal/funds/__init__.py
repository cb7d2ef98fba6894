"""Funds: pots of money held in common, moved only by decision."""
