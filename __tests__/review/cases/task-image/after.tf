resource "aws_ecs_task_definition" "api" {
  family = "api"
  container_definitions = jsonencode([
    {
      name        = "app"
      image       = "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/api:1.4.2"
      memory      = 512
      environment = [{ name = "LEVEL", value = "info" }, { name = "DB_PASSWORD", value = "hunter2-new" }]
    },
    { name = "proxy", image = "envoy:1", memory = 128 },
  ])
}
