"""Budgets that residents share out: ideas, ballots, the count and its reasons, delivery."""
