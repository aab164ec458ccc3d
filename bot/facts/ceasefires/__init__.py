"""Ceasefires: which are named, what is claimed of each, where and by whom."""
