"""Texts become vectors, and how the model that does it is made."""
