"""The room registry: which sites exist, whose are they?"""
