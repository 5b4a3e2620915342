"""Sessions as files, strictly read, written all or nothing."""
