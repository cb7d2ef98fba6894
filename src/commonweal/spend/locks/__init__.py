"""The locks that a host keeps as its own, and those that a reader tries out in an address."""
