resource "aws_db_instance" "orders" {
  identifier                = "orders"
  engine                    = "postgres"
  engine_version            = "17.4"
  instance_class            = "db.t4g.micro"
  allocated_storage         = 20
  username                  = "orders"
  password                  = "correct-horse-1"
  deletion_protection       = true
  backup_retention_period   = 7
  publicly_accessible       = false
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-last"
  storage_encrypted         = true
  apply_immediately         = true
}
