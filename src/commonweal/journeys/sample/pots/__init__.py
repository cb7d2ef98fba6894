"""The pots of the sample's first assembly."""
