"""Where one stands: in words, and as sliders to be dragged."""
