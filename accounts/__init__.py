"""The room accounts: who is who?"""
