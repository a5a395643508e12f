"""`itfits catalogue`: the catalogue looked up, matched and shown at the command line."""
