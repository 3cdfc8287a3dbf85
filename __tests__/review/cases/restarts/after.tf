resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "ap-northeast-2a"
}
resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "ap-northeast-2b"
}
resource "aws_instance" "worker" {
  ami           = "ami-0c9c942bd7bf113a2"
  instance_type = "t3.large"
  subnet_id     = aws_subnet.a.id
}
resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "17.2"
  instance_class              = "db.t4g.large"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
  skip_final_snapshot         = true
  storage_encrypted           = true
  apply_immediately           = true
}
resource "aws_elasticache_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_elasticache_cluster" "sessions" {
  cluster_id        = "sessions"
  engine            = "memcached"
  engine_version    = "1.6.22"
  node_type         = "cache.t4g.small"
  num_cache_nodes   = 1
  subnet_group_name = aws_elasticache_subnet_group.main.name
  apply_immediately = true
}
resource "aws_rds_cluster" "events" {
  cluster_identifier          = "events"
  engine                      = "aurora-postgresql"
  engine_version              = "17.2"
  master_username             = "owner"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
  skip_final_snapshot         = true
  storage_encrypted           = true
}
resource "aws_rds_cluster_instance" "events" {
  identifier         = "events-1"
  cluster_identifier = aws_rds_cluster.events.id
  engine             = aws_rds_cluster.events.engine
  instance_class     = "db.r7g.large"
}
resource "aws_kms_key" "data" {
  description = "data"
  is_enabled  = false
}
resource "aws_launch_template" "pool" {
  name          = "pool"
  image_id      = "ami-0c9c942bd7bf113a2"
  instance_type = "t3.small"
}
resource "aws_autoscaling_group" "pool" {
  name                = "pool"
  min_size            = 0
  desired_capacity    = 0
  max_size            = 0
  vpc_zone_identifier = [aws_subnet.a.id]
  launch_template {
    id      = aws_launch_template.pool.id
    version = "1"
  }
}
