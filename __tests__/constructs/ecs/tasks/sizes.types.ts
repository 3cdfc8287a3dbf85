import type { Construct } from "constructs";
import { FargateService, type FargateSize, type IEcsCluster, TaskDefinition } from "../../../../constructs/ecs";
import { APP, IMAGE } from "../support";

/** What the compiler must refuse of sizes and services. The type check compiles it; nothing runs it. */
export function refusedByTheCompiler(scope: Construct, cluster: IEcsCluster, task: TaskDefinition): void {
  const sizes: FargateSize[] = [
    { cpu: "0.25 vCPU", memory: "2 GB" },
    { cpu: "16 vCPU", memory: "120 GB" },
    // @ts-expect-error 0.25 vCPU goes with 2 GB at most
    { cpu: "0.25 vCPU", memory: "4 GB" },
    // @ts-expect-error 8 vCPU goes in steps of 4 GB
    { cpu: "8 vCPU", memory: "18 GB" },
    // @ts-expect-error 3 vCPU does not exist
    { cpu: "3 vCPU", memory: "8 GB" },
  ];
  new FargateService(scope, "api", { cluster, image: IMAGE, cpu: "0.5 vCPU", memory: "1 GB", port: 8080 });
  // @ts-expect-error the pair does not exist
  new FargateService(scope, "api", { cluster, image: IMAGE, cpu: "0.5 vCPU", memory: "8 GB" });
  // @ts-expect-error the memory is missing
  new FargateService(scope, "api", { cluster, image: IMAGE, cpu: "0.5 vCPU" });
  // @ts-expect-error a service has an image of its own or a task definition
  new FargateService(scope, "api", { cluster, image: IMAGE, taskDefinition: task });
  // @ts-expect-error the pair does not exist
  new TaskDefinition(scope, "task", { cpu: "4 vCPU", memory: "4 GB", containers: { app: APP } });
  // @ts-expect-error a task on EC2 has no size of Fargate
  new TaskDefinition(scope, "task", { launch: "ec2", cpu: "4 vCPU", memory: "8 GB", containers: { app: APP } });
  // @ts-expect-error native blue/green needs the consent to provider 6
  new FargateService(scope, "api", { cluster, taskDefinition: task, deployment: { by: "blue-green" } });
  sizes.pop();
}
