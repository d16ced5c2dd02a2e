"""The room concerns: what is wrong, and what was ordered?"""
