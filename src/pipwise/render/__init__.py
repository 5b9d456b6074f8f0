"""Values → text and JSON; nothing else formats."""
