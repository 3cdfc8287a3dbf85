# What `eks-addons` installs charts with. 3.1.1 is the version whose schema the bindings are made of.
terraform {
  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = ">= 3.1.0, < 4.0.0"
    }
  }
}
