"""The pages of assemblies, one module a task."""
