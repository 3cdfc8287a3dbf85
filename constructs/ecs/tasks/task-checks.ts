import { Token } from "cdktf";
import { fargateTaskSize, type TaskSize } from "../../compute/fargate-sizes";
import type { Environment } from "../../core/environments/environment";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import { checkContainers } from "../containers/container-checks";
import type { Ec2TaskOptions, EfsVolume, TaskDefinitionProps } from "./task-definition.types";
import { checkLogs } from "./task-logs";

/** What is worked out of the properties of a task definition. */
export interface TaskPlan {
  readonly launch: "fargate" | "ec2";
  /** Size of the task, as far as it has one: a task on EC2 may leave it to its containers. */
  readonly size: Partial<TaskSize>;
}

/**
 * Checks the properties of a task definition.
 *
 * @throws GroundplanError with everything that is wrong with them
 */
export function planTask(props: TaskDefinitionProps, environment: Environment, problems: Problems): TaskPlan {
  const launch = props.launch ?? "fargate";
  const size = (props.launch === "ec2" ? ec2Size(props, problems) : fargateTaskSize(props, problems)) ?? {};
  checkExactName("ecs", props.family, problems, "family");
  if (props.executionRoleName !== undefined)
    checkName("iamRole", props.executionRoleName, problems, "executionRoleName");
  checkTaskRoleName(props, problems);
  const logs = props.logs ?? { to: "cloudwatch" };
  checkContainers(
    props.containers,
    { environment, launch, architecture: props.architecture ?? "X86_64", volumes: props.volumes ?? {}, ...size },
    problems,
  );
  checkLogs(logs, Object.keys(props.containers), problems);
  for (const [name, volume] of Object.entries(props.volumes ?? {})) {
    if (volume.kind === "efs") checkEfs(name, volume, problems);
  }
  problems.throwIfAny();
  return { launch, size };
}

function checkTaskRoleName({ taskRole, taskRoleName }: TaskDefinitionProps, problems: Problems): void {
  if (taskRoleName === undefined) return;
  checkName("iamRole", taskRoleName, problems, "taskRoleName");
  if (!taskRole) return;
  problems.add("taskRoleName", {
    code: "TASK_ROLE_NAME_UNUSED",
    message: "The task is given a role, so none is made that could have this name.",
    found: `taskRoleName "${taskRoleName}" beside a taskRole`,
    expected: "taskRole, taskRoleName, or neither",
    fix: "leave taskRoleName out, and give the name to the role as its roleName",
  });
}

/** Amazon ECS Developer Guide, "Task size" (as of 2026-11): limits on EC2. */
function ec2Size(props: TaskDefinitionProps & Ec2TaskOptions, problems: Problems): Partial<TaskSize> {
  for (const [name, container] of Object.entries(props.memoryMiB === undefined ? props.containers : {})) {
    if (container.memoryMiB !== undefined || container.memoryReservationMiB !== undefined) continue;
    problems.add(`containers.${name}.memoryMiB`, {
      code: "CONTAINER_MEMORY_MISSING",
      message: "On EC2 a container needs memory of its own when the task has none.",
      found: "neither memoryMiB nor memoryReservationMiB",
      expected: "one of the two, or memoryMiB for the whole task",
      fix: "set memoryReservationMiB to what the container usually needs",
    });
  }
  return {
    ...(props.cpuUnits === undefined ? {} : { cpuUnits: props.cpuUnits }),
    ...(props.memoryMiB === undefined ? {} : { memoryMiB: props.memoryMiB }),
  };
}

function checkEfs(name: string, volume: EfsVolume, problems: Problems): void {
  const fields = [
    ["fileSystemId", volume.fileSystemId, /^fs-([0-9a-f]{8}|[0-9a-f]{17})$/, "fs-0123456789abcdef0"],
    ["accessPointId", volume.accessPointId, /^fsap-([0-9a-f]{8}|[0-9a-f]{17})$/, "fsap-0123456789abcdef0"],
  ] as const;
  for (const [field, value, form, example] of fields) {
    if (Token.isUnresolved(value) || form.test(value)) continue;
    problems.add(`volumes.${name}.${field}`, {
      code: "EFS_ID_INVALID",
      message: "This is not an id of EFS of this kind.",
      found: `"${value}"`,
      expected: `an id such as ${example}`,
      fix: "copy the id, not the name, from the EFS console",
    });
  }
}
