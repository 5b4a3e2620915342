"""What panels that are lists with commands share."""
