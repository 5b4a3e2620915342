"""One family of operations a file; each with its computation, formula and gradient."""
