"""The window's panels. Each is given a session, and told to refresh when that has moved."""
