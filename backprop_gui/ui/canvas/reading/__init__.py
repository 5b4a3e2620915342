"""From a session to the records that the canvas draws."""
