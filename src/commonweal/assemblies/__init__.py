"""Assemblies: how residents meet, propose, vote and decide."""
