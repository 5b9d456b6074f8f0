"""A coverage-guided fuzzer for lint, run on demand."""
