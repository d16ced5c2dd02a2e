"""The benchmark behind `make bench`: invented data, a floor of bare Django pages, and the measuring. docs/performance.md."""
