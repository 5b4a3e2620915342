"""Where the parts of a network are drawn: computed, without Qt, and moved by hand."""
