"""Questions to the database, a module a room; each names its reader and answers in frozen rows.

A thing that the reader may not see and a thing that is not there raise the same DoesNotExist.
"""
