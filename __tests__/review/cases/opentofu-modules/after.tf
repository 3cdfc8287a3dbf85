module "queues" {
  source   = "./queues"
  for_each = toset(["orders", "bills"])
  name     = each.key
}
resource "aws_sqs_queue" "numbered" {
  count = 2
  name  = "numbered-${count.index}"
}
