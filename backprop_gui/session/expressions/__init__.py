"""The language of conditions and watches: read, checked and computed without running any code."""
