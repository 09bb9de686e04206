"""The trained reader: a question and passages in, spans out."""
