"""Official papers: a filled form in, bytes out."""
