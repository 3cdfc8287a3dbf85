resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "data" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-2a"
  cidr_block        = "10.0.2.0/24"
}

resource "aws_network_interface" "db" {
  subnet_id = aws_subnet.data.id
}
