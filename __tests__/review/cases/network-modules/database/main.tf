variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = map(string) }
resource "aws_security_group" "this" {
  name   = var.name
  vpc_id = var.vpc_id
}
resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = values(var.subnet_ids)
}
resource "aws_network_interface" "proxy" {
  for_each        = var.subnet_ids
  subnet_id       = each.value
  security_groups = [aws_security_group.this.id]
}
