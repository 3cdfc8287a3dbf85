resource "aws_ebs_volume" "data" {
  availability_zone = "ap-northeast-2a"
  size              = 8
}

resource "aws_ebs_snapshot" "data" {
  volume_id = aws_ebs_volume.data.id
}

resource "aws_snapshot_create_volume_permission" "partner" {
  snapshot_id = aws_ebs_snapshot.data.id
  account_id  = "222222222222"
}

resource "aws_ami_launch_permission" "everybody" {
  image_id = "ami-12c6146b"
  group    = "all"
}
