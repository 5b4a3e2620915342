"""The data set: a table of its samples, and which of them are used how."""
