"""The floor: the same jobs as bare Django views, with nothing else around them. Never part of the product's URLs."""
