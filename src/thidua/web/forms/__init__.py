"""Forms, a module a room: what people write, checked and made plain."""
