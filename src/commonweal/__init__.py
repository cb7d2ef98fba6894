"""commonweal: follow the public pound, decide together where it goes."""
