"""Where everything is put together: use cases, loops, settings, command line."""
