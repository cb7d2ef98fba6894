"""The sample's budgets: one that is being delivered, and one that people vote on now."""
