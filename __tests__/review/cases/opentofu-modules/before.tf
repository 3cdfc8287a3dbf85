module "queues" {
  source   = "./queues"
  for_each = toset(["orders", "mail"])
  name     = each.key
}
resource "aws_sqs_queue" "numbered" {
  count = 3
  name  = "numbered-${count.index}"
}
