"""What an article's first and last lines say of it: who wrote it, when and where."""
