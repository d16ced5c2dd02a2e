"""What is written from the documents and the tests, so that it cannot say anything else than they do.

`python -m tests.written` writes it; tests/policies/test_ledger.py fails where a file is not what would be written.
"""
