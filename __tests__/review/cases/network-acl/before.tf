resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "app" {
  vpc_id = aws_vpc.main.id
}

resource "aws_network_acl_rule" "refused" {
  network_acl_id = aws_network_acl.app.id
  rule_number    = 90
  rule_action    = "deny"
  protocol       = "tcp"
  cidr_block     = "203.0.113.0/24"
  from_port      = 22
  to_port        = 22
  egress         = false
}

resource "aws_network_acl_rule" "web" {
  network_acl_id = aws_network_acl.app.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.0.0.0/8"
  from_port      = 443
  to_port        = 443
  egress         = false
}

resource "aws_network_acl" "data" {
  vpc_id = aws_vpc.main.id
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "10.0.0.0/16"
    from_port  = 5432
    to_port    = 5432
  }
}
