"""Files become articles, and articles passages."""
