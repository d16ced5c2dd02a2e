"""The room adoption: what would happen if this district adopted this policy?"""
