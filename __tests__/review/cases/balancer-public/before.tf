resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "data" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-2a"
  cidr_block        = "10.0.1.0/24"
}

resource "aws_subnet" "other" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-2c"
  cidr_block        = "10.0.2.0/24"
}

resource "aws_lb" "edge" {
  name                       = "edge"
  internal                   = true
  subnets                    = [aws_subnet.data.id, aws_subnet.other.id]
  enable_deletion_protection = false
}
resource "aws_lb_target_group" "api" {
  name_prefix = "api-"
  port        = 80
  protocol    = "HTTP"
  vpc_id      = aws_vpc.main.id
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.edge.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}
