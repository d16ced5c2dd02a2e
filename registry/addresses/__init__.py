"""Web addresses of sites: which platform, whose page, and one canonical form. Pure: nothing is looked up."""

from .hygiene import BadAddress
from .recognition import Address, host_fits, label_of, labels, recognise

__all__ = ["Address", "BadAddress", "host_fits", "label_of", "labels", "recognise"]
