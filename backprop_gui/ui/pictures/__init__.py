"""Pictures of the canvas as files: vectors and pixels, one or a numbered series."""
