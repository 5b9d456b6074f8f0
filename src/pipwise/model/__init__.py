"""The values that the stages hand on to one another; no behaviour beyond their own."""
