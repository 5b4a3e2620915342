"""What a session can be told, one family a file; `session.py` joins them."""
