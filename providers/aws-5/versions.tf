# What most stacks run with: 5.100.0 is what they are planned, applied and destroyed with on the emulator.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
