"""Pages: requests in, answers out; the browser's door."""
