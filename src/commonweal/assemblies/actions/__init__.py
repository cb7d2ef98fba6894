"""What is written about assemblies, one verb a function."""
