"""How the shipped reader was made."""
