"""One module a kind of file: its text becomes events with their places."""
