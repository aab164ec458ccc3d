"""Floor 3 · what was asked."""
