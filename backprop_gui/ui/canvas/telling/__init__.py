"""What screen readers are told of the drawing."""
