"""The roof over the rooms."""
