"""Figures: how many people were harmed, of what kind, who they are, where, when and by whose word."""
