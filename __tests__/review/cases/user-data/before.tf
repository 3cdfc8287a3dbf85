resource "aws_launch_template" "node" {
  name      = "node"
  user_data = base64encode("#!/bin/sh\necho one\nexport TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789\n")
}
