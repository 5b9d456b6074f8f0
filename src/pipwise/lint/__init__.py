"""Where pip meets a Python in the files of a repository: discover → sources → world → sites → rules."""
