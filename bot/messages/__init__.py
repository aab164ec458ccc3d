"""Floor 4 · words."""
