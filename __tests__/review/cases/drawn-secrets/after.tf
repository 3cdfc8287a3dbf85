resource "random_password" "database" {
  length  = 32
  special = false
}
resource "random_pet" "name" {
  length = 2
}
resource "tls_private_key" "service" {
  algorithm = "RSA"
  rsa_bits  = 3072
}
resource "tls_self_signed_cert" "service" {
  private_key_pem       = tls_private_key.service.private_key_pem
  validity_period_hours = 48
  allowed_uses          = ["server_auth"]
  subject { common_name = "service.example.com" }
}
resource "aws_secretsmanager_secret" "database" {
  name = "database"
}
resource "aws_secretsmanager_secret_version" "database" {
  secret_id     = aws_secretsmanager_secret.database.id
  secret_string = jsonencode({ username = "shop", password = random_password.database.result })
}
resource "aws_ssm_parameter" "key" {
  name  = "/service/key"
  type  = "SecureString"
  value = tls_private_key.service.private_key_pem
}
resource "random_id" "suffix" {
  byte_length = 4
  keepers     = { pet = random_pet.name.id }
}
output "certificate" {
  value = tls_self_signed_cert.service.cert_pem
}
output "password" {
  value     = random_password.database.result
  sensitive = true
}
