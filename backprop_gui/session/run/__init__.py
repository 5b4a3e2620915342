"""The run itself: edits, the numbers at any position, stages, branches, notes."""
