"""What leaves the window on paper: typeset equations and reports. No Qt here."""
