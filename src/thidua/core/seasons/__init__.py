"""The season folder: a cluster's year as files, read into plain values with every fault named."""
