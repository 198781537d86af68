"""Thi Đua runs a Vietnamese emulation cluster's year, with the reason for every point."""
