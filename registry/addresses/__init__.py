"""Web addresses of sites: which platform, whose page, and one canonical form. Pure: nothing is looked up."""

from .hygiene import BadAddress
from .recognition import Address, has_pages, host_fits, label_of, labels, recognise

__all__ = ["Address", "BadAddress", "has_pages", "host_fits", "label_of", "labels", "recognise"]
