resource "aws_instance" "worker" {
  ami           = "ami-12c6146b"
  instance_type = "t3.micro"
}

resource "aws_kms_key" "orders" {
  description = "orders"
  is_enabled  = true
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "web" {
  family                = "web"
  container_definitions = jsonencode([{ name = "app", image = "nginx:1", memory = 128 }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 2
}
