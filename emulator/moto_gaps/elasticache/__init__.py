"""The gaps of ElastiCache, which moto has only in part."""
