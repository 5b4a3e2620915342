"""What a page draws, as a drawing and as a table."""
