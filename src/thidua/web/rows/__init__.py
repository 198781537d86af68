"""What pages show, as frozen rows made from results: no request, no template, a builder a page."""
