"""Replies and the collection as people and programs see them."""
