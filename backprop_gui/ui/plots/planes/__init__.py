"""What the network says everywhere: a surface or a fitted curve, with the samples on it."""
