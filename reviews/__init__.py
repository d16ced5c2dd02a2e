"""The room reviews: who said yes, no, or change it?"""
