# What stacks run with that use what 5.100 lacks: ECS's own deployments that move traffic, forecasts for the number of
# tasks, a cluster's protection against deletion.
# 6.25.0 is the version whose schema the bindings are made of; no stack was planned with it here.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.9.0, < 7.0.0"
    }
  }
}
