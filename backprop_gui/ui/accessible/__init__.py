"""Parts of a widget that it paints by itself, told to screen readers as children of their own."""
