"""What each tab shows of a session."""
