"""The frozen nouns that every room speaks of. No behaviour beyond what a noun knows of itself."""
