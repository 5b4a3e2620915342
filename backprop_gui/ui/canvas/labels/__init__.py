"""Where numbers on edges find room."""
