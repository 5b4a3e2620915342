"""The debugging session: stepping, editing, reading, keeping. No Qt."""
