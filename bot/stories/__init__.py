"""Floor 4 · decisions: is it news, and to whom."""
