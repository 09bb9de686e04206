"""How an index lies on disk: the catalog, and the search files made from it."""
