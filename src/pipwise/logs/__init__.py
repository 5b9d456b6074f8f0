"""A pasted log read as an intent, partial facts, and what was refused or failed."""
