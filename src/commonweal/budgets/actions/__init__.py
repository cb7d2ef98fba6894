"""What people do with budgets."""
