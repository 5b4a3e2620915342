"""The panel of breakpoints: a list with switches, and the form in which they are written."""
