"""What a host does to stay sound: it tidies when it starts, is backed up, and is restored."""
