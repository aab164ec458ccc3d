"""Floor 7 · what must not be lost."""
