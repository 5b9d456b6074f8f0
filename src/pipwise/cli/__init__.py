"""The edge: only here is anything printed, asked of a person, or ended."""
