"""The thidua command: the terminal's door."""
