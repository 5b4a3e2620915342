"""What a session starts from: network, data, optimiser, first parameters, names."""
