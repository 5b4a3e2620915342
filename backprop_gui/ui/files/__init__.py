"""What the window reads from files and writes to them, asking for what is missing."""
