"""The field in which a number is typed, and what gestures do to a session."""
