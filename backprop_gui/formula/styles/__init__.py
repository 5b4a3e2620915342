"""One printer a file: the same tree as plain text, LaTeX, Typst and MathML."""
