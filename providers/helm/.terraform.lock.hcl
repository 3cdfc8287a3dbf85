provider "registry.terraform.io/hashicorp/helm" {
  version     = "3.1.1"
  constraints = ">= 3.1.0, < 4.0.0"
}
