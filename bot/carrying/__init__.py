"""A project carried from one store to another, as one file."""
