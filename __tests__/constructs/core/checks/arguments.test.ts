import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App } from "cdktf";
import { Contract, text } from "../../../../constructs/core/contract";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { exempt } from "../../../../constructs/core/environments/exemptions";
import { moved, released } from "../../../../constructs/core/moves";
import { resourceOf } from "../../../../constructs/core/resources/resource-of";
import { Role } from "../../../../constructs/iam";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import { ContainerImage } from "../../../../constructs/registry";
import { Peer, Port, SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../../support/synth";

/** A program in JavaScript, which nobody has checked the types of. */
type Program = (stack: EnvironmentStack, app: App) => unknown;

interface Case {
  readonly mistake: string;
  readonly program: Program;
  /** Path, found, expected and fix. */
  readonly told: readonly [path: string, found: string, expected: string, fix: string];
  readonly ways: readonly { readonly says: string; readonly to: Program }[];
}

const NETWORK = {
  cidr: "10.0.0.0/16",
  zones: ["a", "c"],
  tiers: [{ name: "app", kind: "isolated", prefixLength: 20 }],
};

function problemsOfProgram(program: Program) {
  return problemsIfAny(() => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), "arguments-")), stackTraces: false });
    program(new EnvironmentStack(app, "shop", testEnvironment()), app);
    app.synth();
    return { problems: [] };
  });
}

const REASON = "the partner reads it until it moves";

/** What JavaScript passes on, whatever the types say. */
const any = (value: unknown) => value as never;

const groups = (stack: EnvironmentStack) => {
  const network = networkFromContract(stack, "network", any(NETWORK));
  const database = new SecurityGroup(stack, "database", { network, description: "Database" });
  return { database, clients: new SecurityGroup(stack, "clients", { network, description: "Clients" }) };
};
const allow = (peer: unknown, port: unknown, reason: unknown) => (stack: EnvironmentStack) =>
  groups(stack).database.connections.allowFrom(any(peer), any(port), any(reason));
const allowClients = (port: unknown, reason: unknown) => (stack: EnvironmentStack) => {
  const { database, clients } = groups(stack);
  database.connections.allowFrom(clients, any(port), any(reason));
};
const contract = () => new Contract("shop", { host: text("Host", "mock"), port: text("Port", "0") });
const bucket = (stack: EnvironmentStack) => new Bucket(stack, "files", { bucketName: "shop-files" });
const reader = (stack: EnvironmentStack) =>
  new Role(stack, "reader", {
    description: "Reads files",
    trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
  });

const CASES: readonly Case[] = [
  {
    mistake: "a stack without the app",
    program: () => new EnvironmentStack(any(undefined), "orders", testEnvironment()),
    told: [
      "EnvironmentStack › scope",
      "nothing",
      "the app",
      'write new EnvironmentStack(app, "network", environment), with the app first',
    ],
    ways: [{ says: "with the app first", to: (_, app) => new EnvironmentStack(app, "network", testEnvironment()) }],
  },
  {
    mistake: "a stack without a name",
    program: (_, app) => new EnvironmentStack(app, any(undefined), testEnvironment()),
    told: [
      "EnvironmentStack › stackName",
      "nothing",
      "the name of the stack without the environment, as a text",
      'write new EnvironmentStack(app, "network", environment), with a name of yours',
    ],
    ways: [{ says: "with a name of yours", to: (_, app) => new EnvironmentStack(app, "network", testEnvironment()) }],
  },
  {
    mistake: "a construct without a scope",
    program: () => new Bucket(any(undefined), "files", { bucketName: "shop-files" }),
    told: [
      "Bucket › scope",
      "nothing",
      "the construct that it is to be in: a stack, or what is in one",
      'write new Bucket(stack, "files", …), in a class of yours with this in the place of stack',
    ],
    ways: [
      {
        says: 'write new Bucket(stack, "files", …)',
        to: (stack) => new Bucket(stack, "files", { bucketName: "shop-files" }),
      },
    ],
  },
  {
    mistake: "a construct with its options in the place of the id",
    program: (stack) => new Bucket(stack, any({ bucketName: "shop-files" }), any(undefined)),
    told: [
      "Bucket › id",
      "an object with bucketName",
      "a name of its own in its scope, as a text, before the options",
      'write new Bucket(stack, "bucket", { … }), with a name of yours',
    ],
    ways: [
      {
        says: 'write new Bucket(stack, "bucket", { … })',
        to: (stack) => new Bucket(stack, "bucket", { bucketName: "shop-files" }),
      },
    ],
  },
  {
    mistake: "what is there already without an id",
    program: (stack) => Bucket.fromExisting(stack, any(undefined), { bucketName: "shop-files" }),
    told: [
      "Bucket.fromExisting › id",
      "nothing",
      "a name of its own in its scope, as a text, before the options",
      'write Bucket.fromExisting(stack, "bucket", …), with a name of yours',
    ],
    ways: [
      {
        says: 'write Bucket.fromExisting(stack, "bucket", …)',
        to: (stack) => Bucket.fromExisting(stack, "bucket", { bucketName: "shop-files" }),
      },
    ],
  },
  {
    mistake: "an exemption of a construct by its path",
    program: () => exempt(any("sandbox-shop/files"), "S3-01", any({ reason: REASON, until: "2099-01-31" })),
    told: [
      "exempt › construct",
      'the text "sandbox-shop/files"',
      "a construct",
      "give the construct itself, and not its name or its options",
    ],
    ways: [
      {
        says: "give the construct itself",
        to: (stack) => exempt(bucket(stack), "S3-01", { reason: REASON, until: "2099-01-31" }),
      },
    ],
  },
  {
    mistake: "an exemption by its reason alone",
    program: (stack) => exempt(bucket(stack), "S3-01", any(REASON)),
    told: [
      "exempt › exemption",
      `the text "${REASON}"`,
      "why and until when: an object with the texts reason and until",
      'write exempt(construct, "S3-01", { reason: "the partner reads it until it moves", until: "2099-01-31" }), with yours',
    ],
    ways: [
      {
        says: "with yours",
        to: (stack) => exempt(bucket(stack), "S3-01", { reason: REASON, until: "2099-01-31" }),
      },
    ],
  },
  {
    mistake: "a resource of a construct by its name",
    program: () => resourceOf(any("files"), S3Bucket),
    told: [
      "resourcesOf › construct",
      'the text "files"',
      "a construct",
      "give the construct itself, and not its name or its options",
    ],
    ways: [{ says: "give the construct itself", to: (stack) => resourceOf(bucket(stack), S3Bucket) }],
  },
  {
    mistake: "a resource of a construct by Terraform's name of its type",
    program: (stack) => resourceOf(bucket(stack), any("aws_s3_bucket")),
    told: [
      "resourcesOf › type",
      'the text "aws_s3_bucket"',
      "the class of a resource of the provider",
      'import it: import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket", and give S3Bucket',
    ],
    ways: [{ says: "and give S3Bucket", to: (stack) => resourceOf(bucket(stack), S3Bucket) }],
  },
  {
    mistake: "a move to nowhere",
    program: (stack) => moved(stack, "database", any(undefined)),
    told: [
      "moved › to",
      "nothing",
      "the path of a construct, as a text",
      'write it from the construct on, such as "database" or "reports/database"',
    ],
    ways: [{ says: 'such as "database"', to: (stack) => moved(stack, "documents", bucket(stack).node.id) }],
  },
  {
    mistake: "the stack of a name",
    program: () => EnvironmentStack.of(any("shop")),
    told: [
      "EnvironmentStack.of",
      'the text "shop"',
      "a construct",
      "give the construct itself, and not its name or its options",
    ],
    ways: [{ says: "give the construct itself", to: (stack) => EnvironmentStack.of(stack) }],
  },
  {
    mistake: "a range as a text in the place of a peer",
    program: allow("10.0.0.0/8", Port.tcp(5432), "queries"),
    told: [
      "sandbox-shop/database › allowFrom › peer",
      'the text "10.0.0.0/8"',
      "a security group, a construct that has one, or a Peer",
      'write Peer.ipv4("10.0.0.0/8")',
    ],
    ways: [
      {
        says: 'write Peer.ipv4("10.0.0.0/8")',
        to: (stack) => groups(stack).database.connections.allowFrom(Peer.ipv4("10.0.0.0/8"), Port.tcp(5432), "queries"),
      },
    ],
  },
  {
    mistake: "no peer",
    program: allow(undefined, Port.tcp(5432), "queries"),
    told: [
      "sandbox-shop/database › allowFrom › peer",
      "nothing",
      "a security group, a construct that has one, or a Peer",
      "give the construct itself, or a Peer, and not its name or id",
    ],
    ways: [{ says: "give the construct itself", to: allowClients(Port.tcp(5432), "queries") }],
  },
  {
    mistake: "a number in the place of a port",
    program: allowClients(5432, "queries"),
    told: ["sandbox-shop/database › allowFrom › port", "the number 5432", "a Port", "write Port.tcp(5432)"],
    ways: [{ says: "write Port.tcp(5432)", to: allowClients(Port.tcp(5432), "queries") }],
  },
  {
    mistake: "no reason",
    program: allowClients(Port.tcp(5432), undefined),
    told: [
      "sandbox-shop/database › allowFrom › reason",
      "nothing",
      "what the rule is for, as a text",
      'say it: "orders asks for prices"',
    ],
    ways: [{ says: 'say it: "orders asks for prices"', to: allowClients(Port.tcp(5432), "orders asks for prices") }],
  },
  {
    mistake: "no image",
    program: () => ContainerImage.fromRegistry(any(undefined)),
    told: [
      "ContainerImage.fromRegistry › reference",
      "nothing",
      "the image as docker pull takes it, as a text",
      'write it, such as "public.ecr.aws/nginx/nginx:1.27"; an image of a Repository is what its method image returns',
    ],
    ways: [
      {
        says: 'such as "public.ecr.aws/nginx/nginx:1.27"',
        to: () => ContainerImage.fromRegistry("public.ecr.aws/nginx/nginx:1.27"),
      },
    ],
  },
  {
    mistake: "a grant to a name",
    program: (stack) => bucket(stack).grantRead(any("reader")),
    told: [
      "sandbox-shop/files › grantable",
      'the text "reader"',
      "a role, or a construct that has one",
      "give the role itself, such as a Role or a service, and not its name or ARN",
    ],
    ways: [{ says: "give the role itself", to: (stack) => bucket(stack).grantRead(reader(stack)) }],
  },
  {
    mistake: "a contract that is read in the app",
    program: (_, app) => new Contract("network", { host: text("Host", "mock") }).read(any(app)),
    told: [
      "Contract.read",
      "an object of the class App",
      "an EnvironmentStack",
      "give the stack itself; in a construct it is EnvironmentStack.of(this)",
    ],
    ways: [
      {
        says: "give the stack itself",
        to: (stack) => new Contract("network", { host: text("Host", "mock") }).read(stack),
      },
    ],
  },
  {
    mistake: "a contract without outputs",
    program: () => new Contract("shop", any(undefined)),
    told: [
      "Contract › outputs",
      "nothing",
      "the outputs by name, an object",
      'write new Contract("shop", { host: text("Host name", "db.example.com") }), with outputs of yours',
    ],
    ways: [
      {
        says: 'new Contract("shop", { host: text("Host name", "db.example.com") })',
        to: () => new Contract("shop", { host: text("Host name", "db.example.com") }),
      },
    ],
  },
  {
    mistake: "a contract of no stack",
    program: () => new Contract(any(undefined), { host: text("Host", "mock") }),
    told: [
      "Contract › stack",
      "nothing",
      "the name of the producing stack without the environment, as a text",
      'write new Contract("orders", { host: text("Host name", "db.example.com") }), with a name of yours',
    ],
    ways: [
      { says: "with a name of yours", to: () => new Contract("orders", { host: text("Host name", "db.example.com") }) },
    ],
  },
  {
    mistake: "a contract without one of its values",
    program: (stack) => contract().publish(stack, any({ host: "db.example.com" })),
    told: ["Contract.publish › values", "an object with host", "a value for each output: host, port", "add port"],
    ways: [{ says: "add port", to: (stack) => contract().publish(stack, { host: "db.example.com", port: "5432" }) }],
  },
];

test("what is released is the path of a construct, and not the construct", () => {
  const [problem, ...others] = problemsOfProgram((stack) => released(stack, any(bucket(stack))));
  expect(others).toEqual([]);
  expect([problem?.code, problem?.path]).toEqual(["ARGUMENT_FORM", "released › place"]);
});

test.each(CASES)("$mistake is told, and ends in no stack trace", ({ program, told: [path, found, expected, fix] }) => {
  const problem = { code: "ARGUMENT_FORM", message: "The value is not one that the call takes." };
  expect(problemsOfProgram(program)).toEqual([{ ...problem, path, found, expected, fix }]);
});

testAdvice<Program>(
  CASES.map(({ mistake, program, told: [, , , fix], ways }) => ({
    mistake,
    input: program,
    problems: [{ code: "ARGUMENT_FORM", fix }],
    ways,
  })),
  problemsOfProgram,
);
