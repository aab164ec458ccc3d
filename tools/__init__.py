"""Scripts for those who work on nadhir: they train the small models from labelled articles."""
