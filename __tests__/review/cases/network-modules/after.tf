module "network" {
  source  = "./network"
  cidr    = "10.0.0.0/16"
  subnets = { a = "10.0.1.0/24", b = "10.0.3.0/24" }
}
module "database" {
  source     = "./database"
  for_each   = toset(["bills", "orders"])
  name       = each.key
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.subnet_ids
}
