/** Memory of a task on EC2 instances, in MiB (Amazon ECS Developer Guide, "Task size", as of 2026-11). */
export const EC2_TASK_MEMORY = { least: 6, most: 25_165_824 } as const;
