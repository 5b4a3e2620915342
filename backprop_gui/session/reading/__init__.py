"""What can be read at a position, and why: values, explanations, derivatives, influences."""
