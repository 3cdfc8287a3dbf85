resource "aws_ebs_volume" "data" {
  availability_zone = "ap-northeast-2a"
  size              = 8
}

resource "aws_ebs_snapshot" "data" {
  volume_id = aws_ebs_volume.data.id
}
