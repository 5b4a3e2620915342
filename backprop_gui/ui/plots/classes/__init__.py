"""What the network says to the samples: counts by class."""
