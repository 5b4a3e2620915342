"""Questions to the person; none of them changes anything itself."""
