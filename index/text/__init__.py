"""Words, lines and languages: what every part knows of a text."""
