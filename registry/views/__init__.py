"""The pages of this room. The page of one site is put together in config, from the panels of several rooms."""

from .orders import close, reinstate, shut_down, suspend
from .posters import poster_remove, posters
from .register import sites, sites_csv

__all__ = ["close", "poster_remove", "posters", "reinstate", "shut_down", "sites", "sites_csv", "suspend"]
