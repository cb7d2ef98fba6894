"""Rules that say which projects are funded, one file each: pure and exact."""
