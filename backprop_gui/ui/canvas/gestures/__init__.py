"""Ways of using the canvas with the pointer and the keys, one class each."""
