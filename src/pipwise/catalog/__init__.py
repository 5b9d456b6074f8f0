"""Data with source and date: what is known without looking at a machine."""
