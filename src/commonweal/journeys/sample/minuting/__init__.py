"""What surrounds the sample's meetings: turns, minutes, needs, pay, and what members ask for."""
