"""Articles in, passages found: load, clean, split, encode, store, search. Knows nothing of `qa`."""
