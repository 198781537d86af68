"""Questions to the database, a module a room; every one names its reader."""
