"""Changes of network, parameters and data within a session: one undoable change each."""
