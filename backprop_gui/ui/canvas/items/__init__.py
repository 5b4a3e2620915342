"""What the drawing is made of: one file an item, and what they are painted with."""
