"""Floor 7 · where news comes from."""
