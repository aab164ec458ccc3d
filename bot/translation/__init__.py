"""Floor 7 · other languages."""
