"""Other systems, each behind functions."""
