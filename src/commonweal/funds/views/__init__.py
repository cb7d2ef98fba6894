"""The pages of pots: what anyone reads, and what their keepers and convenors do."""
