"""The mistakes that people make, each a way to rewrite the right formula."""
