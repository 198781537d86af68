"""Thi Đua: runs a Vietnamese emulation cluster's year, from figures to places, with the reason for every point."""
