"""Floor 7 · the platforms people talk on."""
