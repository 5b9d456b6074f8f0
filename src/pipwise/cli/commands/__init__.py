"""One verb a file; each ``run(own, words)`` returns an exit code."""
