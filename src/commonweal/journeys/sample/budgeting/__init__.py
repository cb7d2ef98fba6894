"""The sample's budgets: one that is finished, and one that people vote on now."""
