"""Measures how well qa reads and answers, on questions whose answers are known. Nothing that answers needs it."""
