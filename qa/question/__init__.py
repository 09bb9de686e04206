"""What a question asks: its words, the kind of answer it wants."""
