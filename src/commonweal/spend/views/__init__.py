"""The pages of published spend."""
