"""What it costs: ratios measured in one run, each against something beside it. `python -m benchmarks`."""
