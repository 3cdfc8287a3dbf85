terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    random = { source = "hashicorp/random", version = "3.9.0" }
    tls    = { source = "hashicorp/tls", version = "4.2.1" }
  }
}
