"""The gaps of EKS, which moto has only in part."""
