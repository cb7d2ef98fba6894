"""What the host tidies when it starts."""
