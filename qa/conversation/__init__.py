"""Questions one after the other, each of which may lean on the one before."""
