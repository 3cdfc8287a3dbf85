import type { Construct } from "constructs";
import { GroundplanError, type Problem } from "../../core/errors";
import type { ContainerPort, ContainerProps } from "../containers/container.types";
import type { InlineTask } from "../services/service.types";
import { TaskDefinition, type TaskFacts, taskFacts } from "./task-definition";
import type { Ec2TaskOptions, FargateTaskOptions } from "./task-definition.types";

/** Name of the application's container, and of its port. */
export const APPLICATION = "app";

/** A task in short, on Fargate or on EC2 instances. */
type TaskInShort = InlineTask & (FargateTaskOptions | Ec2TaskOptions);

/**
 * The task definition of something that gives its task in short: the application's container and those beside it.
 *
 * @param owner the construct that the task is below
 * @param name of the task, unless the properties give one
 * @throws GroundplanError with problems that name the properties of the owner
 */
export function inlineTaskDefinition(owner: Construct, props: TaskInShort, name: string): TaskDefinition {
  const { task, containers } = inParts(props);
  try {
    return new TaskDefinition(owner, "task", { ...task, name: task.name ?? name, containers });
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    throw new GroundplanError(error.problems.map((problem) => inOwnersWords(problem, owner.node.path)));
  }
}

/** What a service asks of a task that could not be made, so that all of its mistakes are told together. */
export function inlineTaskFacts(props: TaskInShort): TaskFacts {
  const { task, containers } = inParts(props);
  return taskFacts({ ...task, containers });
}

function inParts(props: TaskInShort) {
  // The owner has the tags, and what is below it with it.
  const { sidecars, port, portProtocol, appProtocol, tags: _, ...task } = props;
  // A container may have these too. Here they are the task's, of which the application takes what the others leave.
  const { cpuUnits: __, memoryMiB: ___, ...own } = { cpuUnits: undefined, memoryMiB: undefined, ...task };
  const application: ContainerProps = {
    ...own,
    ...(port === undefined ? {} : { ports: { [APPLICATION]: portOf(port, portProtocol, appProtocol) } }),
  };
  return { task, containers: { ...sidecars, [APPLICATION]: application } };
}

function portOf(
  port: number,
  protocol: InlineTask["portProtocol"],
  appProtocol: InlineTask["appProtocol"],
): ContainerPort {
  return { port, ...(protocol ? { protocol } : {}), ...(appProtocol ? { appProtocol } : {}) };
}

/** The reader wrote `image`, not `containers.app.image` of a task definition. */
function inOwnersWords(problem: Problem, owner: string): Problem {
  const start = `${owner}/task › `;
  if (!problem.path.startsWith(start)) return problem;
  const property = problem.path
    .slice(start.length)
    .replace(new RegExp(`^containers\\.${APPLICATION}\\.ports\\.${APPLICATION}(\\.port)?$`), "port")
    .replace(new RegExp(`^containers\\.${APPLICATION}\\.`), "")
    .replace(/^containers\./, "sidecars.");
  return { ...problem, path: `${owner} › ${property}` };
}
