"""The room records: what happened, whom we told?"""
