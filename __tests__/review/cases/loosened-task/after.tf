resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([
    { name = "app", image = "nginx:1", memory = 128, privileged = true, readonlyRootFilesystem = false },
  ])
}
