"""The watches: expressions with their value now, before, the change and the trend."""
