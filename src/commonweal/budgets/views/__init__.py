"""What people see of budgets, and do with them."""
