resource "aws_iam_role" "task" {
  name = "task"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy" "task" {
  role = aws_iam_role.task.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Read", Effect = "Allow", Action = ["s3:GetObject"], Resource = "arn:aws:s3:::orders/*" }]
  })
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "data" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-2a"
  cidr_block        = "10.0.1.0/24"
}

resource "aws_subnet" "other" {
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-2c"
  cidr_block        = "10.0.2.0/24"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = aws_iam_role.task.arn
  vpc_config {
    subnet_ids              = [aws_subnet.data.id, aws_subnet.other.id]
    endpoint_private_access = true
    endpoint_public_access  = true
    public_access_cidrs     = ["0.0.0.0/0"]
  }
}
resource "aws_eks_access_entry" "ops" {
  cluster_name  = aws_eks_cluster.main.name
  principal_arn = "arn:aws:iam::111111111111:role/ops"
}
resource "aws_eks_access_policy_association" "ops" {
  cluster_name  = aws_eks_cluster.main.name
  principal_arn = "arn:aws:iam::111111111111:role/ops"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  access_scope {
    type = "cluster"
  }
}
