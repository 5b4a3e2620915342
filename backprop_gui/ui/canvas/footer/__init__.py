"""What lies over the canvas at its lower edge."""
