"""The channels people talk through, one folder each. They know neither the store nor each other."""
