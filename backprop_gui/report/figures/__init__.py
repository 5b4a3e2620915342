"""The report's drawings as SVG, made without Qt; one file a kind.

Every colour is a presentation attribute for light paper; a page may restyle the classes.
"""
