"""The demo: an invented district on one computer, the pages only it has, and the processes that serve it."""
