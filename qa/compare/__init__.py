"""What answers say, as values that can be compared: amounts, times, names."""
