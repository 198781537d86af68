"""Measured budgets, each beside what it is measured against in the same run: `make bench`."""
