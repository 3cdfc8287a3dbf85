import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { Construct } from "constructs";
import { parse } from "yaml";
import { Contract, text } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { addStackFile } from "../../../../constructs/core/files/stack-files";
import type { EksCluster, EksClusterProps } from "../../../../constructs/eks";
import { synthesize } from "../../../../stacks/application/synthesize";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf, synthStack, testEnvironment } from "../../../support/synth";
import { ADMIN, synthCluster, testCluster } from "../cluster/support";

const COMPATIBLE = { authentication: "api-and-config-map" } as const;

const ACCESS: EksClusterProps["access"] = {
  sso: {
    principal:
      "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_ops_0123456789abcdef",
    groups: ["operators", "auditors"],
  },
  jo: { principal: "user/jo", policy: "edit", groups: ["developers"] },
  viewers: { principal: "role/viewers", policy: "view" },
};

/** A cluster with compute of every kind. */
function clusterIn(stack: EnvironmentStack, props: Partial<EksClusterProps> = {}): EksCluster {
  const cluster = testCluster(stack, { ...COMPATIBLE, access: ACCESS, ...props });
  cluster.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4 });
  cluster.addFargateProfile("batch", { namespace: "batch", logging: false });
  return cluster;
}

function manifestOf(props: Partial<EksClusterProps> = {}): string {
  let manifest: string | undefined;
  synthStack(
    (stack) => {
      manifest = clusterIn(stack, props).awsAuth;
    },
    { name: "eks" },
  );
  return manifest ?? "";
}

describe("the aws-auth ConfigMap", () => {
  const manifest = manifestOf();
  const configMap = parse(manifest);

  test("is one that kubectl applies", () => {
    expect({ ...configMap, data: Object.keys(configMap.data) }).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "aws-auth", namespace: "kube-system" },
      data: ["mapRoles", "mapUsers"],
    });
  });

  test("maps nodes, pods on Fargate, admins and those who have groups, without the paths of their names", () => {
    const node = ["system:bootstrappers", "system:nodes"];
    const roles: { rolearn: string }[] = parse(configMap.data.mapRoles);
    expect(roles.filter(({ rolearn }) => !rolearn.includes("fargate"))).toEqual([
      {
        rolearn: "arn:aws:iam::111111111111:role/AWSReservedSSO_ops_0123456789abcdef",
        username: "AWSReservedSSO_ops_0123456789abcdef:{{SessionName}}",
        groups: ["auditors", "operators"],
      },
      {
        rolearn: "arn:aws:iam::111111111111:role/groundplan-sandbox-eks-cluster-nodes-app",
        username: "system:node:{{EC2PrivateDNSName}}",
        groups: node,
      },
      { rolearn: ADMIN, username: "platform:{{SessionName}}", groups: ["system:masters"] },
    ]);
    expect(roles.filter(({ rolearn }) => rolearn.includes("fargate"))).toEqual([
      {
        rolearn: expect.stringMatching(/^arn:aws:iam::111111111111:role\/groundplan-sandbox-eks-\S*batch\S*$/),
        username: "system:node:{{SessionName}}",
        groups: [...node, "system:node-proxier"],
      },
    ]);
    expect(parse(configMap.data.mapUsers)).toEqual([
      { userarn: "arn:aws:iam::111111111111:user/jo", username: "jo", groups: ["developers"] },
    ]);
  });

  test("is the same for the same people in another order", () => {
    const reversed = Object.fromEntries(Object.entries(ACCESS ?? {}).reverse());
    expect(manifestOf({ access: reversed })).toBe(manifest);
  });

  test("leaves out what it has nobody for", () => {
    const lonely = parse(manifestOf({ access: {}, admins: ["user/jo"] }));
    expect(parse(lonely.data.mapUsers)).toEqual([
      { userarn: "arn:aws:iam::111111111111:user/jo", username: "jo", groups: ["system:masters"] },
    ]);
    expect(Object.keys(parse(manifestOf({ access: {} })).data)).toEqual(["mapRoles"]);
  });

  test("stands beside access entries for the same people, in a cluster that reads both", () => {
    const synthesized = synthCluster({ ...COMPATIBLE, access: ACCESS });
    expect(resourceOf(synthesized, "aws_eks_cluster").access_config).toEqual({
      authentication_mode: "API_AND_CONFIG_MAP",
      bootstrap_cluster_creator_admin_permissions: false,
    });
    expect(resourcesOf(synthesized, "aws_eks_access_entry")).toHaveLength(4);
  });

  test("is made only when it is asked for", () => {
    synthCluster({}, { after: (cluster) => expect(cluster.awsAuth).toBeUndefined() });
  });

  test("cannot name a role of another stack that is known only after apply", () => {
    expect(lent((stack) => new Contract("nodes", { roleArn: text("Role", "mock") }).read(stack).roleArn)).toEqual([
      UNKNOWN_ROLE,
    ]);
  });
});

/** What is told about a role of nodes that another stack has made. */
function lent(roleArn: (stack: EnvironmentStack) => string): readonly Problem[] {
  const { problems } = synthStack(
    (stack) => {
      const arn = roleArn(stack);
      testCluster(stack, COMPATIBLE).registerNodeRole("lent", arn);
      // Without the ConfigMap nobody has to know it.
      testCluster(new Construct(stack, "other"), { name: "other" }).registerNodeRole("lent", arn);
    },
    { name: "eks" },
  );
  return problems.filter(({ code }) => code !== "EKS_COMPUTE_MISSING");
}

const UNKNOWN_ROLE: Problem = {
  code: "EKS_ROLE_ARN_UNKNOWN",
  path: "sandbox-eks",
  message: "The ARN of this role is known only after it is applied, and is needed at synth.",
  found: "data.terraform_remote_state.nodes.outputs.role_arn",
  expected: "the ARN as a text, or a role of this stack that has a name",
  fix: "give the role a name, and pass arn:aws:iam::<account>:role/<name>",
};

testAdvice(
  [
    {
      mistake: "a role of another stack that is known only after apply",
      problems: [UNKNOWN_ROLE],
      ways: [{ says: "and pass arn:aws:iam::<account>:role/<name>", to: "arn:aws:iam::111111111111:role/nodes" }],
    },
  ],
  (arn) => lent(() => arn),
);

describe("a file beside a stack's JSON", () => {
  const outdir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
  const folder = join(outdir, "stacks", "sandbox-eks");

  function application(staging: string, build: (stack: EnvironmentStack) => void): App {
    const app = new App({ outdir: staging, stackTraces: false });
    build(new EnvironmentStack(app, "eks", testEnvironment()));
    return app;
  }

  test("is written by cdktf's own synthesis, with what was declared last", () => {
    const app = Testing.app();
    const stack = new EnvironmentStack(app, "eks", testEnvironment());
    const cluster = testCluster(stack, COMPATIBLE);
    cluster.addNodeGroup("app", { instanceTypes: ["m7g.large"], min: 2, max: 4 });
    app.synth();
    const written = readFileSync(join(app.outdir, "stacks", "sandbox-eks", "aws-auth.yaml"), "utf8");
    expect(written).toBe(cluster.awsAuth);
    expect(written).toContain("nodes-app");
  });

  test("comes along when the application is synthesized, and goes when nobody declares it any more", () => {
    synthesize(outdir, (staging) => application(staging, (stack) => void clusterIn(stack)));
    writeFileSync(join(folder, "terraform.tfstate"), "{}");
    expect(readFileSync(join(folder, "aws-auth.yaml"), "utf8")).toBe(manifestOf());

    const quiet = (stack: EnvironmentStack) => void clusterIn(stack, { authentication: "api" });
    synthesize(outdir, (staging) => application(staging, quiet));
    expect(readdirSync(folder).sort()).toEqual(["cdk.tf.json", "terraform.tfstate", "versions.tf"]);
  });

  test("goes with its stack", () => {
    synthesize(outdir, (staging) => application(staging, (stack) => void clusterIn(stack)));
    expect(existsSync(join(folder, "aws-auth.yaml"))).toBe(true);
    synthesize(outdir, (staging) => new App({ outdir: staging, stackTraces: false }));
    expect(readdirSync(folder)).toEqual(["terraform.tfstate"]);
  });

  test("is listed in the JSON, so that whoever copies the stack finds it", () => {
    const named = (stack: EnvironmentStack) => {
      for (const name of ["second.yaml", "first.txt"]) addStackFile(stack, name, () => `${name}\n`);
    };
    synthesize(outdir, (staging) => application(staging, named));
    const json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
    expect(json["//"]["groundplan:files"]).toEqual(["first.txt", "second.yaml"]);
    expect(readFileSync(join(folder, "first.txt"), "utf8")).toBe("first.txt\n");
  });
});
