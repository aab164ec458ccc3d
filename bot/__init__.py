"""nadhir (نذير, "the one who warns"): reads Arabic conflict news and warns the people who asked for it."""

__version__ = "0.1.0"
