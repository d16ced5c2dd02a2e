"""People come and go: what hangs on somebody, gathered from every room. docs/adr/0015."""
