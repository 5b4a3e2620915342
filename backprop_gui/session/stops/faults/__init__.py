"""What goes wrong in training, and how it is noticed: one table, one kind of fault a file."""
