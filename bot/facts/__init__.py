"""Floor 2 · one file per kind of fact."""
