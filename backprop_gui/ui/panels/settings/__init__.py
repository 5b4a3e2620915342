"""The settings: every choice of network, loss, optimiser, data and run, with its formula."""
