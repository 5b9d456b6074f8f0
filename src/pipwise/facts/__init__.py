"""What is true of this machine, asked through ``Look`` alone."""
