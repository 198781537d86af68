"""What the law and the offices set: dated values and criteria sheets as data, with their sources."""
