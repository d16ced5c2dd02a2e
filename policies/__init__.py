"""The room policies: what this district demands?"""
