"""Data sets as text: CSV files, and what is copied to and pasted from spreadsheets."""
