# What a project without Groundplan has in the VPC beside this file, and around it: one thing of each kind that `groundplan adopt` knows, with the
# settings that most people leave as they are.

locals {
  trust = { for service in ["ec2", "ecs-tasks", "eks", "lambda"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "${service}.amazonaws.com" }
    }]
  }) }
}

# Data

resource "aws_db_instance" "orders" {
  identifier                  = "legacy-orders"
  engine                      = "postgres"
  engine_version              = "17"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 50
  storage_type                = "gp3"
  storage_encrypted           = true
  db_name                     = "orders"
  username                    = "shop"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.database.name
  vpc_security_group_ids      = [aws_security_group.data.id]
  skip_final_snapshot         = true
}

resource "aws_security_group" "data" {
  name   = "legacy-data"
  vpc_id = aws_vpc.this.id
}

resource "aws_elasticache_subnet_group" "sessions" {
  name       = "legacy-caches"
  subnet_ids = aws_subnet.database[*].id
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "legacy-sessions"
  description                = "Sessions of the shop"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.sessions.name
  security_group_ids         = [aws_security_group.data.id]
}

resource "aws_dynamodb_table" "carts" {
  name         = "legacy-carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "jobs" {
  name           = "legacy-jobs"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.lost.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue" "lost" {
  name = "legacy-lost"
}

resource "aws_sns_topic" "orders" {
  name = "legacy-orders"
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.jobs.arn
  raw_message_delivery = true
}

resource "aws_secretsmanager_secret" "licence" {
  name = "legacy/licence"
}

resource "aws_secretsmanager_secret_version" "licence" {
  secret_id     = aws_secretsmanager_secret.licence.id
  secret_string = "none"
}

resource "aws_ssm_parameter" "level" {
  name  = "/legacy/level"
  type  = "String"
  value = "info"
}

resource "aws_s3_bucket" "uploads" {
  bucket = "legacy-uploads"
}

# Functions

resource "aws_iam_role" "resize" {
  name               = "legacy-resize"
  assume_role_policy = local.trust.lambda
}

resource "aws_iam_role_policy_attachment" "resize" {
  role       = aws_iam_role.resize.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"
}

resource "aws_lambda_function" "resize" {
  function_name    = "legacy-resize"
  role             = aws_iam_role.resize.arn
  runtime          = "nodejs22.x"
  handler          = "index.handler"
  architectures    = ["arm64"]
  filename         = "${path.module}/code.zip"
  source_code_hash = filebase64sha256("${path.module}/code.zip")
  publish          = true
  depends_on       = [aws_cloudwatch_log_group.resize, aws_iam_role_policy_attachment.resize]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.resize.function_name
  function_version = aws_lambda_function.resize.version
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.resize.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name    = aws_lambda_alias.live.arn
}

resource "aws_cloudwatch_log_group" "resize" {
  name = "/aws/lambda/legacy-resize"
}

# Kubernetes

resource "aws_iam_role" "eks" {
  name               = "legacy-eks"
  assume_role_policy = local.trust.eks
}

resource "aws_iam_role_policy_attachment" "eks" {
  role       = aws_iam_role.eks.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_eks_cluster" "legacy" {
  name                      = "legacy"
  role_arn                  = aws_iam_role.eks.arn
  version                   = "1.34"
  enabled_cluster_log_types = ["api", "audit"]
  vpc_config {
    subnet_ids = aws_subnet.private[*].id
  }
  depends_on = [aws_iam_role_policy_attachment.eks]
}

resource "aws_iam_openid_connect_provider" "legacy" {
  url            = aws_eks_cluster.legacy.identity[0].oidc[0].issuer
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "nodes" {
  name               = "legacy-nodes"
  assume_role_policy = local.trust.ec2
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_eks_node_group" "legacy" {
  cluster_name    = aws_eks_cluster.legacy.name
  node_group_name = "legacy"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = aws_subnet.private[*].id
  scaling_config {
    desired_size = 2
    min_size     = 2
    max_size     = 4
  }
  depends_on = [aws_iam_role_policy_attachment.nodes]
}

resource "aws_eks_addon" "legacy" {
  for_each     = toset(["vpc-cni", "kube-proxy", "coredns"])
  cluster_name = aws_eks_cluster.legacy.name
  addon_name   = each.key
  depends_on   = [aws_eks_node_group.legacy]
}

# Names

resource "aws_route53_zone" "shop" {
  name = "shop.example.com"
}

resource "aws_route53_record" "mail" {
  zone_id = aws_route53_zone.shop.zone_id
  name    = "mail.shop.example.com"
  type    = "A"
  ttl     = 300
  records = ["203.0.113.10"]
}

# Containers

resource "aws_ecr_repository" "web" {
  name = "legacy/web"
}

resource "aws_ecs_cluster" "legacy" {
  name = "legacy"
}

resource "aws_ecs_cluster_capacity_providers" "legacy" {
  cluster_name       = aws_ecs_cluster.legacy.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_iam_role" "execution" {
  name               = "legacy-execution"
  assume_role_policy = local.trust["ecs-tasks"]
}

resource "aws_ecs_task_definition" "web" {
  family                   = "legacy-web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.execution.arn
  container_definitions = jsonencode([{
    name         = "web"
    image        = "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine"
    essential    = true
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_security_group" "web" {
  name   = "legacy-web"
  vpc_id = aws_vpc.this.id
}

resource "aws_ecs_service" "web" {
  name            = "legacy-web"
  cluster         = aws_ecs_cluster.legacy.arn
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 2
  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
  network_configuration {
    subnets         = aws_subnet.private[*].id
    security_groups = [aws_security_group.web.id]
  }
  depends_on = [aws_ecs_cluster_capacity_providers.legacy, aws_lb_listener.http]
}

resource "aws_lb" "legacy" {
  name            = "legacy"
  subnets         = aws_subnet.public[*].id
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_target_group" "web" {
  name        = "legacy-web"
  vpc_id      = aws_vpc.this.id
  target_type = "ip"
  protocol    = "HTTP"
  port        = 8080
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.legacy.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

output "balancer_arn" {
  value = aws_lb.legacy.arn
}

output "topic_arn" {
  value = aws_sns_topic.orders.arn
}

output "zone_id" {
  value = aws_route53_zone.shop.zone_id
}
