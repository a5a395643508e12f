"""Where projects and conversations are kept. Knows no channel, and not the engine."""
