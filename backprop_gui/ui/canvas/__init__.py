"""The network as a graph to look at and to edit."""
