"""What the law and the offices set: dated values and criteria sheets, with their sources."""
