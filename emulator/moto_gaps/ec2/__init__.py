"""The gaps of EC2."""
