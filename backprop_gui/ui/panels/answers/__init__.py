"""The panel of answers: the worksheet of the iteration, marked."""
