"""Who asserts what an article says, by patterns of reported speech."""
