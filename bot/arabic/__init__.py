"""Floor 1 · letters, words, numbers, places, moments, lexicon."""
