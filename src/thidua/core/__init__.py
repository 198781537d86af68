"""Rules: plain values and functions that know no database, clock, framework or language."""
