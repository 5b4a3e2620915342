"""How quantities are drawn and spelled: one table of symbols a file."""
