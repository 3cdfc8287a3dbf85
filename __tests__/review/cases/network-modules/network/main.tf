variable "cidr" { type = string }
variable "subnets" { type = map(string) }
resource "aws_vpc" "this" {
  cidr_block = var.cidr
}
resource "aws_subnet" "this" {
  for_each          = var.subnets
  vpc_id            = aws_vpc.this.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = each.value
}
output "vpc_id" { value = aws_vpc.this.id }
output "subnet_ids" { value = { for zone, subnet in aws_subnet.this : zone => subnet.id } }
