import { DEV } from "../config/support/config-folder";
import type { Edit } from "./edit";
import { removeNamed, type Way } from "./ways";

const NETWORK_BALANCER = ["edge", "networkLoadBalancer"];
const NETWORK_LISTENERS = [...NETWORK_BALANCER, "listeners"];

/** A certificate that exists, for names of a listener for connections. */
const METERS =
  "{ certificateArn: 'arn:aws:acm:ap-northeast-2:111111111111:certificate/meters', names: ['*.mqtt.example.com'] }";

/** The service or server that has the listener which a problem is about. */
const above = (edit: Edit) => edit.path.slice(0, edit.path.indexOf("networkListeners"));

/** Another listener in the place of the one that is taken. */
function asAnotherListener(edit: Edit): void {
  edit.merge("other: { port: 1885, protocol: TCP }", NETWORK_LISTENERS);
  edit.rename("other");
}

const TIERS = "{ public: { kind: public, prefixLength: 24 }, app: { kind: private, prefixLength: 20 } }";

/** A list of maps as a map by the names in them. */
function byName(edit: Edit): void {
  const items = edit.get() as readonly { readonly name: string }[];
  edit.set(JSON.stringify(Object.fromEntries(items.map(({ name, ...rest }) => [name, rest]))));
}

/** How advice is followed that says in words what to do. `says` is a part of the text: with another text, nobody knows how. */
export const OWN_WAYS: Readonly<Record<string, readonly Way[]>> = {
  CAPACITY_MISSING: [
    {
      says: "add capacity.ec2 to the cluster",
      follow: (edit) =>
        edit.merge("capacity: { ec2: { general: { instanceType: m7i.large, min: 0, max: 2 } } }", ["ecs"]),
    },
  ],
  CAPACITY_UNKNOWN: [
    { says: "use one of these names", follow: (edit) => edit.rename(edit.problem.expected) },
    {
      says: "add the capacity to the cluster",
      follow: (edit) =>
        edit.merge(`capacity: { ec2: { ${edit.path.at(-1)}: { instanceType: m7i.large, min: 0, max: 2 } } }`, ["ecs"]),
    },
  ],
  CONFIG_ACCOUNT_FORM: [
    { says: "without hyphens, and put it in quotes", follow: (edit) => edit.set('"111111111111"') },
  ],
  CONFIG_DUPLICATE_KEY: [
    { says: "remove one of the two", follow: (edit) => edit.text((text) => text.replace(/owner: .*\n/, "")) },
  ],
  CONFIG_EMPTY: [{ says: "write the value", follow: (edit) => edit.set("platform") }],
  CONFIG_ENVIRONMENT_NAME: [
    {
      says: "rename the file",
      follow: (edit) => {
        const text = edit.files[edit.file] ?? "";
        edit.text(() => undefined);
        edit.text(() => text, edit.file.toLowerCase());
      },
    },
    { says: "write `abstract: true`", follow: asBase },
  ],
  CONFIG_EXTENDS_CYCLE: [{ says: "remove `extends` from one of these files", follow: withoutExtends }],
  CONFIG_EXTENDS_UNKNOWN: [
    { says: "correct the name", follow: (edit) => edit.set(edit.literal(/^one of (\w+)/, edit.problem.expected)) },
    { says: "or remove `extends`", follow: withoutExtends },
  ],
  CONFIG_FILE_ENDING: [
    {
      says: "rename it to",
      follow: (edit) => {
        const text = edit.files["test.yml"] ?? "";
        edit.text(() => undefined, "test.yml");
        edit.text(() => text, edit.literal(/rename it to (\S+)/));
      },
    },
  ],
  CONFIG_FILE_NOT_A_MAP: [
    { says: "write the keys of an environment", follow: (edit) => edit.text(() => DEV) },
    {
      says: "or `extends: base`",
      follow: (edit) => {
        edit.text(() => `${edit.literal(/`(extends: base)`/)}\n`);
        edit.text(() => `abstract: true\n${DEV}`, "base");
      },
    },
  ],
  CONFIG_KEY_MISSING: [
    {
      says: "with one of these values",
      follow: (edit) => edit.set(edit.literal(/one of .*(s3)/, edit.problem.expected)),
    },
    { says: "here in config/", follow: (edit) => edit.set(sampleOf(String(edit.path.at(-1)))) },
  ],
  CONFIG_KUBERNETES_VERSION_FORM: [
    {
      says: "write only these two numbers, with no v before them and no patch version behind",
      follow: (edit) => edit.set(`"${edit.literal(/^v(\d+\.\d+)\.\d+$/, String(edit.get()))}"`),
    },
  ],
  CONFIG_LOCK_TABLE_UNUSED: [
    { says: "remove lockTable", follow: (edit) => removeNamed(edit, "lockTable") },
    { says: "or write `lock: dynamodb`", follow: (edit) => edit.merge(edit.literal(/`(lock: \w+)`/), edit.parent) },
  ],
  CONFIG_NAME_FORM: [{ says: "rename the ", follow: rename }],
  CONFIG_NO_ENVIRONMENT: [
    {
      says: "add a file with `extends: base`",
      follow: (edit) => edit.text(() => `${edit.literal(/`([^`]+)`/)}\n`, "dev"),
    },
  ],
  CONFIG_OUT_OF_RANGE: [
    {
      says: "use a whole number from ",
      follow: (edit) => {
        const [least, most] = [edit.literal(/from (\d+)/), edit.literal(/to (\d+)/)].map(Number) as [number, number];
        edit.set(String(Math.min(most, Math.max(least, Math.round(Number(edit.get()))))));
      },
    },
  ],
  CONFIG_PROJECT_FORM: [{ says: "use a short name in lower case", follow: lowerCase }],
  CONFIG_REGION_FORM: [
    { says: "without the letter", follow: (edit) => edit.set(String(edit.get()).replace(/[a-z]$/, "")) },
  ],
  CONFIG_ROLE_ARN_FORM: [
    { says: "copy the role's ARN", follow: (edit) => edit.set("arn:aws:iam::111111111111:role/deploy") },
  ],
  CONFIG_TOO_LONG: [
    {
      says: "shorten it by ",
      follow: (edit) => edit.set(JSON.stringify(String(edit.get()).slice(Number(edit.literal(/ by (\d+)$/))))),
    },
  ],
  CONFIG_UNKNOWN_KEY: [
    {
      says: "write one of these in its place",
      follow: (edit) => edit.rename(edit.literal(/^one of (\w+)/, edit.problem.expected)),
    },
    {
      says: 'did you mean "nat", a map with mode',
      follow: (edit) => {
        edit.set("{ mode: single }");
        edit.rename("nat");
      },
    },
  ],
  CONFIG_YAML_SYNTAX: [
    {
      says: "mend this line or the one above it",
      follow: (edit) => edit.text((text) => text.replace("[platform", "platform").replace("a: b: c", "a")),
    },
    {
      says: "put a space behind the colon: owner: platform",
      follow: (edit) => edit.text((text) => text.replace("owner:platform", "owner: platform")),
    },
    {
      says: "indent the line as the keys that it belongs to",
      follow: (edit) => edit.text((text) => text.replace(/\n {5}(?=memory)/, "\n      ")),
    },
    { says: "indent the line by spaces", follow: (edit) => edit.text((text) => text.replace(/\t/g, "  ")) },
  ],
  ZONE_DUPLICATE: [{ says: "or name another zone", follow: (edit) => edit.set("[a, c]") }],
  ZONE_NOT_IN_REGION: [{ says: "name one of these", follow: (edit) => edit.set("[a, c]") }],
  PRIVATE_TIER_NEEDED: [
    {
      says: "add a tier such as app",
      follow: (edit) => edit.merge("app: { kind: private, prefixLength: 20 }", edit.path),
    },
  ],
  ZONES_TOO_FEW: [{ says: "add a zone, such as b", follow: (edit) => edit.set("[a, b]") }],
  CONFIG_WRONG_TYPE: [
    { says: 'write "mode" below it', follow: (edit) => edit.set("{ mode: single }") },
    { says: "write a list here", follow: (edit) => edit.set(edit.literal(/such as (\[.+\])$/, edit.problem.expected)) },
    { says: "write what is in each item below its name", follow: byName },
    { says: "write a text in quotes", follow: (edit) => edit.set('"10.0.64.0/18"') },
    { says: "or a list of such texts", follow: (edit) => edit.set('["10.0.64.0/18"]') },
    { says: "write one port", follow: (edit) => edit.set("443") },
    { says: "or the first and the last with a hyphen", follow: (edit) => edit.set("80-443") },
    { says: "write it with its unit", follow: (edit) => edit.set(edit.literal(/("[^"]+")$/)) },
  ],
  DELEGATION_OUTSIDE: [
    {
      says: "delegate from the zone that the child's name ends in",
      // That zone is another environment's.
      follow: (edit) => edit.remove(),
    },
  ],
  DISTRIBUTION_WITHOUT_DOMAIN: [
    { says: "declare the domain", follow: withDomain },
    { says: "remove the distribution", follow: (edit) => removeNamed(edit, "distribution") },
  ],
  EKS_SERVICE_ACCOUNT_WILDCARD: [
    { says: "make a role for each namespace", follow: (edit) => edit.set("preview-1") },
    {
      says: "say why in wildcard",
      follow: (edit) => edit.merge("wildcard: { reason: each pull request has a namespace of its own }", edit.parent),
    },
  ],
  SERVER_CALL_PORT: [
    {
      says: "such as port: 8080",
      follow: (edit) =>
        edit.merge(edit.literal(/such as (port: \d+)/), ["servers", "instances", edit.literal(/give (\w+) its port/)]),
    },
  ],
  SERVER_ENTRY_PORT: [
    { says: "such as port: 22", follow: (edit) => edit.merge(edit.literal(/such as (port: \d+)/), edit.path) },
  ],
  SERVER_ENTRY_UNKNOWN: [
    { says: "write the range out", follow: (edit) => edit.set("10.98.0.0/16") },
    {
      says: "add a prefix list of this name to the network",
      follow: (edit) =>
        edit.merge(`prefixLists: { ${edit.get()}: { entries: { "head office": "192.168.0.0/24" } } }`, ["network"]),
    },
  ],
  SERVER_ENVIRONMENT_UNTOLD: [
    {
      says: "such as environmentFile: /etc/shop/environment",
      follow: (edit) => edit.merge(edit.literal(/such as (environmentFile: \S+)$/), edit.parent),
    },
  ],
  SERVER_NAME_TWICE: [{ says: "rename one of the two", follow: (edit) => edit.rename("other") }],
  SERVER_SCRIPT_FOLDER: [
    { says: "name one file of the folder", follow: (edit) => edit.set(`${edit.get()}/script.sh`) },
  ],
  SERVER_SCRIPT_TWICE: [
    { says: "leave out userData", follow: (edit) => edit.remove([...edit.parent, "userData"]) },
    { says: "or userDataFile", follow: (edit) => edit.remove() },
  ],
  SERVERS_WITHOUT_EDGE: [
    { says: "declare edge", follow: (edit) => edit.merge("edge: { domain: { name: example.com } }", []) },
    { says: "take expose away", follow: (edit) => edit.remove() },
  ],
  GROUP_ARCHITECTURES: [{ says: "such as m7g.large", follow: (edit) => edit.set(edit.literal(/such as (\S+)$/)) }],
  GROUP_SCHEDULE_FORM: [{ says: "for example", follow: (edit) => edit.set(edit.literal(/("cron.*")$/)) }],
  PROJECT_PATH_MISSING: [
    {
      says: "correct the path, which begins in the project's folder, or make what it names",
      follow: (edit) => edit.set("__tests__/config/support/script.sh"),
    },
  ],
  ECS_WITHOUT_EDGE: [
    { says: "declare edge", follow: (edit) => edit.merge("edge: { domain: { name: example.com } }", []) },
    { says: "take expose away", follow: (edit) => edit.remove() },
  ],
  EDGE_WITHOUT_DOMAIN: [
    {
      says: "such as domain:",
      follow: (edit) => edit.merge(withHost(edit, edit.literal(/(domain: \{.*?\})/)), ["edge"]),
    },
  ],
  EKS_ACCESS_NAMESPACES_MISPLACED: [
    {
      says: "use policy ",
      follow: (edit) => edit.merge(`policy: ${edit.literal(/use policy ("\w+")/)}`, edit.parent),
    },
  ],
  EKS_ADDONS_WITHOUT_CLUSTER: [
    {
      says: "declare eks",
      follow: (edit) =>
        edit.merge(
          'eks: { version: "1.35", admins: [role/platform-admin], nodeGroups: { app: { instanceTypes: [m7i.large], min: 2, max: 4 } } }',
          [],
        ),
    },
    { says: "take eksAddons away", follow: (edit) => edit.remove(["eksAddons"]) },
  ],
  EKS_ADDON_VERSION_UNFIT: [
    { says: "leave version out", follow: (edit) => edit.remove() },
    { says: "which is v", follow: (edit) => edit.set(edit.literal(/which is (\S+)/)) },
  ],
  EKS_ADMIN_MISSING: [
    { says: "for example ", follow: (edit) => edit.set(`[${edit.literal(/for example ("[^"]+")/)}]`) },
  ],
  EKS_ARCHITECTURES_MIXED: [
    {
      says: "make a group for each architecture",
      follow: (edit) => {
        const groups = edit.path.slice(0, -2);
        const group = edit.get(edit.parent) as { readonly instanceTypes: readonly string[] };
        edit.set(JSON.stringify({ ...group, instanceTypes: group.instanceTypes.slice(0, 1) }), edit.parent);
        edit.merge(`other: ${JSON.stringify({ ...group, instanceTypes: group.instanceTypes.slice(1) })}`, groups);
      },
    },
  ],
  EKS_ARCHITECTURE_MISMATCH: [
    { says: "leave architecture out", follow: (edit) => removeNamed(edit, "architecture") },
    {
      says: "choose a type such as",
      follow: (edit) => edit.set(`[${edit.literal(/such as (\S+)/)}]`, [...edit.parent, "instanceTypes"]),
    },
  ],
  EKS_AUDIT_LOG_MISSING: [
    { says: "add audit", follow: (edit) => edit.set(JSON.stringify([...(edit.get() as string[]), "audit"])) },
    { says: "leave logging.types out", follow: (edit) => edit.remove() },
  ],
  EKS_BASTION_MISSING: [
    { says: "add access: ", follow: (edit) => edit.merge(edit.literal(/add (access: .*\}), or/), []) },
    {
      says: "take bastion away here",
      follow: (edit) => edit.remove(edit.path.at(-1) === "fromSecurityGroups" ? edit.parent : edit.path),
    },
  ],
  EKS_COMPUTE_MISSING: [
    {
      says: "in a file, nodeGroups: ",
      follow: (edit) => edit.merge(edit.literal(/(nodeGroups: .*\}); in code/), ["eks"]),
    },
  ],
  EKS_ENDPOINT_FOR_EVERYONE: [
    { says: "name the ranges of the office", follow: (edit) => edit.set("203.0.113.0/24") },
    { says: "leave endpointAccess out", follow: (edit) => edit.remove(["eks", "endpointAccess"]) },
  ],
  EKS_FARGATE_NAMESPACE_INVALID: [{ says: "as `kubectl get namespaces` shows it", follow: lowerCase }],
  EKS_FARGATE_SELECTION_TWICE: [
    {
      says: "leave namespace out, and add ",
      follow: (edit) => {
        const selectors = edit.get([...edit.parent, "selectors"]) as object[];
        edit.remove();
        edit.set(JSON.stringify(selectors).replace(/]$/, `, ${edit.literal(/add (\{.*?\})/)}]`), [
          ...edit.parent,
          "selectors",
        ]);
      },
    },
  ],
  EKS_FARGATE_TIER_PUBLIC: [
    {
      says: "use one of these",
      follow: (edit) => edit.set(edit.literal(/([a-z]+)$/, edit.problem.expected)),
    },
    { says: "leave it out", follow: (edit) => edit.remove() },
  ],
  CODEDEPLOY_OWNS_IMAGE: [
    {
      says: 'set imageOwner: "deployment"',
      follow: (edit) => edit.merge(edit.literal(/set (imageOwner: "\w+")/), ["ecs", "services", "web"]),
    },
    { says: "or deploy by rolling", follow: (edit) => edit.set("rolling") },
    { says: "or blue-green", follow: (edit) => edit.set('{ by: blue-green, provider: "6.4 or later" }', edit.parent) },
  ],
  DEPLOYMENT_STUCK: [
    { says: "set maxPercent to", follow: (edit) => edit.set(edit.literal(/maxPercent to (\d+)/)) },
    {
      says: "or minHealthyPercent to",
      follow: (edit) => edit.set(edit.literal(/minHealthyPercent to (\d+)/), [...edit.parent, "minHealthyPercent"]),
    },
  ],
  DEPLOYMENT_WITHOUT_TRAFFIC: [
    {
      says: "expose the service",
      follow: (edit) => edit.merge("expose: { host: www.example.com }", edit.parent.slice(0, -1)),
    },
    { says: 'or use deployment: { by: "rolling" }', follow: (edit) => edit.set("{ by: rolling }", edit.parent) },
  ],
  EKS_IPV6_NETWORK: [
    { says: "set ipv6: true for the network", follow: (edit) => edit.merge("ipv6: true", ["network"]) },
    { says: "or leave ipFamily out", follow: (edit) => edit.remove() },
  ],
  EKS_IPV6_PREFIXES: [{ says: "leave prefixDelegation out", follow: (edit) => edit.remove() }],
  EKS_IPV6_SERVICE_CIDR: [{ says: "leave serviceCidr out", follow: (edit) => edit.remove() }],
  EKS_KEY_RESERVED: [
    { says: 'use "', follow: (edit) => edit.rename(edit.literal(/use "([^"]+)"/)) },
    { says: ' or "', follow: (edit) => edit.rename(edit.literal(/ or "([^"]+)"/)) },
  ],
  EKS_SERVICE_CIDR_OVERLAPS: [
    { says: "leave serviceCidr out", follow: (edit) => edit.remove() },
    { says: "name a range outside", follow: (edit) => edit.set(edit.literal(/or (\d+\.\d+\.\d+\.\d+\/\d+)/)) },
  ],
  EKS_TAINT_VALUE: [
    { says: "write a short word", follow: (edit) => edit.set("builds") },
    { says: "or leave the value out", follow: (edit) => edit.remove() },
  ],
  EKS_ZONE_UNKNOWN: [
    {
      says: "use these zones",
      follow: (edit) => edit.set(`[${edit.literal(/([a-h](?:, [a-h])*)$/, edit.problem.expected)}]`),
    },
    { says: "leave zones out", follow: (edit) => edit.remove() },
  ],
  EXEMPTION_DATE: [
    { says: "write year, month and day in figures", follow: (edit) => edit.set(edit.literal(/figures: (\S+)/)) },
  ],
  EXEMPTION_ELSEWHERE: [
    {
      says: "begin with ",
      follow: (edit) => edit.set(edit.literal(/begin with (\S+),/) + String(edit.get()).replace(/^[a-z]+-/, "")),
    },
    { says: "or write the exemption into the file", follow: (edit) => edit.remove(edit.parent) },
  ],
  EXEMPTION_PLACE: [
    {
      says: "copy what the review names",
      follow: (edit) => edit.set(String(edit.get()).replace(/^\/|\/$/g, "")),
    },
  ],
  EXEMPTION_REASON: [
    { says: "say why, for example ", follow: (edit) => edit.set(edit.literal(/for example ("[^"]+")/)) },
  ],
  EXEMPTION_TWICE: [{ says: "remove one of the two", follow: (edit) => edit.remove(edit.parent) }],
  EXEC_READONLY_ROOT: [
    {
      says: "set readonlyRootFilesystem: false",
      follow: (edit) => edit.merge(edit.literal(/set (\w+: \w+)/), edit.parent),
    },
  ],
  EXEC_WITHOUT_LOG: [
    { says: "add exec: {} to the cluster", follow: (edit) => edit.merge(edit.literal(/add (exec: \{\})/), ["ecs"]) },
    { says: "leave exec out", follow: (edit) => edit.remove() },
  ],
  EXPOSE_PATHS: [
    {
      says: "name the host",
      follow: (edit) => edit.merge("host: www.example.com", edit.parent),
    },
    { says: "leave only one path", follow: (edit) => edit.set(JSON.stringify((edit.get() as string[]).slice(0, 1))) },
    { says: "leave out paths", follow: (edit) => edit.remove() },
    { says: "or name one", follow: (edit) => edit.set("[/v1/*]") },
  ],
  EXPOSE_WITHOUT_HOST: [
    { says: "name the host", follow: (edit) => edit.merge("host: www.example.com", edit.parent) },
    { says: "or leave out", follow: (edit) => edit.remove() },
  ],
  EXPOSE_WITHOUT_PORT: [
    { says: "such as port: ", follow: (edit) => edit.merge(edit.literal(/such as (port: \d+)/), edit.parent) },
  ],
  FARGATE_CPU_UNKNOWN: [
    {
      says: ", with memory: ",
      follow: (edit) => {
        edit.merge(edit.literal(/with (memory: "[^"]+")/), edit.parent);
        edit.set(edit.literal(/use ("[^"]+")/));
      },
    },
  ],
  HOST_WITHOUT_DOMAIN: [
    { says: "give the edge its domain", follow: withDomain },
    { says: "leave out host", follow: (edit) => edit.remove() },
  ],
  IMAGE_REPOSITORY_UNKNOWN: [
    {
      says: "to repositories",
      follow: (edit) =>
        edit.set(
          JSON.stringify([
            ...((edit.get(["ecs", "repositories"]) as string[] | undefined) ?? []),
            edit.literal(/add "([^"]+)"/),
          ]),
          ["ecs", "repositories"],
        ),
    },
    { says: "an image of Docker Hub is ", follow: (edit) => edit.set(edit.literal(/Docker Hub is (\S+)/)) },
  ],
  IMAGE_TAG_LATEST: [
    {
      says: "name the version, for example ",
      follow: (edit) => edit.set(String(edit.get()).replace(/:latest$/, `:${edit.literal(/for example "([^"]+)"/)}`)),
    },
  ],
  NAT_WITHOUT_PRIVATE_TIER: [
    {
      says: 'make the tier that needs the internet "private"',
      follow: (edit) => edit.set(edit.literal(/internet ("\w+")/), ["network", "tiers", "app", "kind"]),
    },
    { says: "remove the NAT", follow: (edit) => edit.remove(["network", "nat"]) },
  ],
  PEERED_RANGES_OVERLAP: [
    {
      says: " is free for ",
      follow: (edit) => {
        const free = edit.literal(/: (\S+) is free/);
        // The ranges of the tests' environments: primary ones in 10.0.0.0/8, secondary ones in 100.64.0.0/10.
        const [value, key] = free.startsWith("100.") ? [`[${free}]`, "secondaryCidrs"] : [free, "cidr"];
        edit.set(value, ["network", key], edit.literal(/to be written in config\/([\w-]+)\.yaml/));
      },
    },
    {
      says: ": free for `",
      follow: (edit) => {
        const name = edit.literal(/free for `([^`]+)`/);
        for (const [, free = "", old = ""] of edit.problem.fix.matchAll(/(\S+) for (\d\S+?)(?=,| and)/g)) {
          edit.text((text) => text.replaceAll(old, free), name);
        }
      },
    },
    { says: "take one out of the peering", follow: withoutPeers },
  ],
  PLAIN_HTTP_PROTECTED: [
    {
      says: "such as domain: ",
      follow: (edit) => {
        edit.merge(withHost(edit, edit.literal(/(domain: \{.*?\})/)), ["edge"]);
        edit.remove();
      },
    },
  ],
  REPOSITORY_TWICE: [
    {
      says: "remove one of them",
      follow: (edit) => edit.set(JSON.stringify([...new Set(edit.get(edit.listPath) as string[])]), edit.listPath),
    },
  ],
  SCALE_WITHOUT_REASON: [
    { says: "add targetCpu: ", follow: (edit) => edit.merge(edit.literal(/add (targetCpu: \d+)/), edit.path) },
    { says: "write scale: ", follow: (edit) => edit.set(edit.literal(/write scale: (\d+)/)) },
  ],
  SECRET_IN_ENVIRONMENT: [
    {
      says: "in a file, give the ARN of the secret as ",
      follow: (edit) => {
        edit.rename(edit.literal(/secret as (\w+)/));
        edit.set("arn:aws:secretsmanager:eu-west-1:111111111111:secret:x-AbCdEf", [
          ...edit.parent,
          edit.literal(/secret as (\w+)/),
        ]);
      },
    },
    { says: "give it another name", follow: (edit) => edit.rename("GREETING") },
  ],
  INSTANCE_TYPE_INVALID: [
    { says: "take the type from the list of EC2 instance types", follow: (edit) => edit.set("m7i.large") },
  ],
  RULE_HEADER_INVALID: [
    {
      says: "use the condition `hosts`",
      follow: (edit) => {
        const [value] = edit.get() as string[];
        edit.set(`${value}.example.com`, ["ecs", "services", "web", "expose", "host"]);
        edit.remove();
      },
    },
  ],
  SERVICES_SAME_HOST: [
    {
      says: "set zone: none in the expose of",
      follow: (edit) => edit.merge("zone: none", edit.path.slice(0, edit.path.indexOf("expose") + 1)),
    },
    {
      says: "another host, such as",
      follow: (edit) => edit.set(edit.literal(/another host, such as ([^\s,]+)/)),
    },
    { says: "take its expose away", follow: (edit) => edit.remove(edit.parent) },
  ],
  SERVICES_SAME_PATH: [
    {
      says: "another path, such as",
      follow: (edit) => edit.set(edit.literal(/another path, such as paths: (\S+),/)),
    },
    { says: "take its expose away", follow: (edit) => edit.remove(edit.parent) },
  ],
  TIER_DOES_NOT_FIT: [
    {
      says: "use a range of /",
      follow: (edit) => edit.set(edit.literal(/\((\S+) holds all\)/), ["network", "cidr"], "dev"),
    },
    {
      says: "put the tier in a secondary range",
      follow: (edit) => {
        edit.set("[100.64.0.0/16]", ["network", "secondaryCidrs"]);
        edit.set("100.64.0.0/16", [...edit.path, "range"]);
      },
    },
    { says: "use longer prefix lengths", follow: (edit) => edit.set("24", [...edit.path, "prefixLength"]) },
  ],
  TWO_KEYS: [
    { says: "leave out ownKey", follow: (edit) => edit.remove([...edit.parent, "ownKey"]) },
    { says: "or keyArn", follow: (edit) => edit.remove() },
  ],
  KEY_ARN_INVALID: [
    {
      says: "give the ARN of the key",
      follow: (edit) => edit.set(edit.literal(/such as (arn:\S+)/, edit.problem.expected)),
    },
  ],
  TIER_UNKNOWN: [
    {
      says: 'add the tier "apps" to the network',
      follow: (edit) => edit.merge("apps: { kind: private, prefixLength: 24 }", edit.path),
    },
    {
      says: "or name another one in each of these, such as app",
      follow: (edit) => edit.text((text) => text.replaceAll("tier: apps", "tier: app")),
    },
  ],
  TRANSITION_TOO_EARLY: [
    { says: "use 30", follow: (edit) => edit.text((text) => text.replace("afterDays: 7", "afterDays: 30")) },
    {
      says: "or INTELLIGENT_TIERING",
      follow: (edit) => edit.text((text) => text.replace("STANDARD_IA", "INTELLIGENT_TIERING")),
    },
  ],
  USE_AS_FORM: [{ says: "such as FILES", follow: (edit) => edit.set(edit.literal(/such as (\w+)$/)) }],
  USE_PREFIX_FORM: [{ says: "such as reports/", follow: (edit) => edit.set(edit.literal(/such as (\S+)$/)) }],
  USE_AWAY: [
    { says: "remove delegated", follow: (edit) => edit.remove(["edge", "domain", "delegated"]) },
    { says: "until then take it out", follow: (edit) => edit.remove() },
  ],
  USE_UNKNOWN: [
    { says: "name buckets.archive if it was renamed", follow: (edit) => edit.set("buckets.archive") },
    { says: "add it to the section buckets", follow: (edit) => edit.merge("buckets: { uploads: {} }", []) },
    { says: "or take it out", follow: (edit) => edit.remove() },
  ],
  USE_VARIABLE_TWICE: [{ says: "such as as: OTHER", follow: (edit) => edit.merge("as: OTHER", edit.path) }],
  WEB_ACL_MISSING: [
    { says: "remove webAcl", follow: (edit) => edit.remove() },
    {
      says: "let groups only count: ",
      follow: (edit) => edit.set(`{ managed: { core: { ${edit.literal(/(countOnly: true)/)} } } }`),
    },
  ],
  WRITABLE_EXCEEDS_MEMORY: [
    {
      says: "set writableMiB to ",
      follow: (edit) => edit.set(edit.literal(/writableMiB to (\d+)/), [...edit.parent, "writableMiB"]),
    },
    { says: "or give the task more memory", follow: (edit) => edit.merge("memory: 1 GB", edit.parent) },
  ],
  WRITABLE_PATH_INVALID: [
    { says: 'use "/', follow: (edit) => edit.set(`[${edit.literal(/use ("[^"]+")/)}]`, edit.listPath) },
  ],
  WRITABLE_PATH_TWICE: [
    {
      says: "take one of them out",
      follow: (edit) => edit.set(JSON.stringify([...new Set(edit.get(edit.listPath) as string[])]), edit.listPath),
    },
  ],
  ACCESS_LOGS_MISSING: [
    { says: "remove accessLogDays", follow: (edit) => edit.remove() },
    { says: "or write a number", follow: (edit) => edit.set("30") },
  ],
  AUTHENTICATION_UNREACHABLE: [
    {
      says: "remove edge.loadBalancer.authenticates",
      follow: (edit) => edit.remove(["edge", "loadBalancer", "authenticates"]),
    },
    {
      says: "set edge.loadBalancer.authenticates to true",
      follow: (edit) => edit.set("true", ["edge", "loadBalancer", "authenticates"]),
    },
  ],
  AUTHENTICATION_WITHOUT_TLS: [
    { says: "remove plainHttp", follow: (edit) => edit.remove([...edit.path.slice(0, -2), "plainHttp"]) },
    { says: "leave out listener", follow: (edit) => edit.remove([...edit.parent, "listener"]) },
    { says: ", or authenticate", follow: (edit) => edit.remove() },
  ],
  BALANCER_ENTRY: [
    { says: "name the ranges of those who connect", follow: (edit) => edit.set("[10.0.0.0/8]") },
    { says: "or leave entry out", follow: (edit) => edit.remove() },
  ],
  BALANCER_WITHOUT_IPV6: [
    { says: "set ipv6: true of the network", follow: (edit) => edit.merge("ipv6: true", ["network"]) },
    { says: "or leave addressType out", follow: (edit) => edit.remove() },
  ],
  CONNECTION_LOGS_WITHOUT_BUCKET: [
    { says: "remove accessLogDays", follow: (edit) => edit.remove(["edge", "accessLogDays"]) },
    { says: "or connectionLogs", follow: (edit) => edit.remove() },
  ],
  CIDR_MALFORMED: [
    {
      says: "use a prefix length from 0 to 32",
      follow: (edit) => edit.set(String(edit.get()).replace(/\d+$/, edit.literal(/ to (\d+)$/))),
    },
  ],
  DEFAULT_ACTION_FORM: [
    {
      says: "add respond: { status: 404 }",
      follow: (edit) => edit.merge(edit.literal(/(respond: \{ status: \d+ \})/), edit.path),
    },
    { says: "or a redirect", follow: (edit) => edit.merge("redirect: { host: www.example.com }", edit.path) },
    { says: "leave out respond", follow: (edit) => edit.remove([...edit.path, "respond"]) },
    { says: "respond, or redirect", follow: (edit) => edit.remove([...edit.path, "redirect"]) },
  ],
  EDGE_ENTRY_DISTRIBUTION: [
    { says: "remove entry", follow: (edit) => edit.remove() },
    { says: "or the distribution", follow: (edit) => edit.remove(["edge", "distribution"]) },
    {
      says: "a further listener in loadBalancer.listeners may have an entry of its own",
      follow: (edit) => {
        edit.remove();
        edit.merge("listeners: { office: { port: 8443, entry: [10.0.0.0/8] } }", edit.parent);
      },
    },
  ],
  ENTRY_INTERNET_INTERNAL: [
    { says: "name ranges in entry", follow: (edit) => edit.set("[10.98.0.0/16]") },
    {
      says: 'set scheme: "internet-facing"',
      follow: (edit) =>
        edit.merge(`${edit.literal(/(scheme: "[\w-]+")/)}, publicEntry: meters are everywhere`, NETWORK_BALANCER),
    },
  ],
  STORAGE_CLASS_WITHOUT_DRIVER: [
    {
      says: "add aws-ebs-csi-driver: true",
      follow: (edit) => edit.set("true", ["eks", "addons", "aws-ebs-csi-driver"]),
    },
    { says: "take storageClass away", follow: (edit) => edit.remove() },
  ],
  EKS_SCOPE_ARN_INVALID: [
    {
      says: "use the ARN of the key",
      follow: (edit) => edit.set("arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111"),
    },
  ],
  HELM_RELEASE_NAME_TWICE: [
    { says: "another name, such as", follow: (edit) => edit.rename(edit.literal(/such as (\S+)$/)) },
  ],
  INGRESS_CLASS_WITHOUT_AUTO_MODE: [{ says: "take ingressClass away", follow: (edit) => edit.remove() }],
  NETWORK_CERTIFICATE_MISSING: [
    { says: "name a certificate in certificate", follow: (edit) => edit.merge(`certificate: ${METERS}`, edit.path) },
    { says: "declare the domain", follow: withDomain },
    { says: "protocol: TCP", follow: (edit) => edit.set("TCP", [...edit.path, "protocol"]) },
  ],
  NETWORK_HOST_OUTSIDE_CERTIFICATE: [
    {
      says: "take one of these",
      follow: (edit) => edit.set(edit.literal(/^a name that ([^,]+)/, edit.problem.expected)),
    },
    {
      says: "give the listener a certificate for the name",
      follow: (edit) => edit.merge(`certificate: ${METERS}`, [...NETWORK_LISTENERS, String(edit.parent.at(-1))]),
    },
  ],
  NETWORK_HOST_WITHOUT_DOMAIN: [
    { says: "leave out host", follow: (edit) => edit.remove() },
    { says: "give the edge its domain", follow: withDomain },
  ],
  NETWORK_LISTENER_PROTOCOL: [
    { says: "set portProtocol: ", follow: (edit) => edit.merge(edit.literal(/set (portProtocol: \w+)/), above(edit)) },
    {
      says: "give the listener another protocol",
      follow: (edit) => edit.set("TCP", [...NETWORK_LISTENERS, String(edit.path.at(-1)), "protocol"]),
    },
  ],
  NETWORK_LISTENER_TWICE: [
    { says: "take it out of", follow: (edit) => edit.remove() },
    { says: "or add another listener to edge.networkLoadBalancer.listeners", follow: asAnotherListener },
  ],
  NETWORK_LISTENER_UNKNOWN: [
    { says: "did you mean ", follow: (edit) => edit.rename(edit.literal(/did you mean "([^"]+)"/)) },
    { says: "take it out", follow: (edit) => edit.remove() },
    {
      says: "add it to edge.networkLoadBalancer.listeners",
      follow: (edit) =>
        edit.merge(
          `networkLoadBalancer: { listeners: { ${String(edit.path.at(-1))}: { port: 1884, protocol: TCP } } }`,
          ["edge"],
        ),
    },
  ],
  NETWORK_LISTENER_WITHOUT_PORT: [
    { says: "such as port: 8883", follow: (edit) => edit.merge(edit.literal(/such as (port: \d+)/), above(edit)) },
  ],
  NETWORK_LISTENERS_MISSING: [
    {
      says: "such as mqtt:",
      follow: (edit) => edit.merge(edit.literal(/such as (mqtt: \{.*?\})/), edit.path),
    },
    { says: "take networkLoadBalancer away", follow: (edit) => edit.remove(NETWORK_BALANCER) },
  ],
  NETWORK_PLACE_TAKEN: [
    {
      says: "choose another listener, or add one with a port of its own",
      follow: asAnotherListener,
    },
  ],
  PORT_FOR_PACKETS: [
    { says: "take expose away", follow: (edit) => edit.remove() },
    { says: "make the port one for tcp", follow: (edit) => edit.set("tcp", [...edit.parent, "portProtocol"]) },
  ],
  EDGE_ENTRY_UNKNOWN: [
    { says: "write the range out", follow: (edit) => edit.set("203.0.113.0/24") },
    {
      says: "or add a prefix list of this name to the network",
      follow: (edit) =>
        edit.merge(`prefixLists: { ${String(edit.get())}: { entries: { seoul: 203.0.113.0/24 } } }`, ["network"]),
    },
  ],
  HOST_OUTSIDE_LISTENER: [
    {
      says: "take one of these",
      follow: (edit) => edit.set(edit.literal(/^a host that (\S+) covers/, edit.problem.expected)),
    },
    {
      says: "a certificate for the host in edge.loadBalancer.listeners",
      follow: (edit) => {
        const at = ["edge", "loadBalancer", "listeners", edit.literal(/or give "([^"]+)"/), "certificate", "names"];
        edit.set(`[${String(edit.get())}]`, at);
      },
    },
  ],
  LISTENER_CERTIFICATE_MISSING: [
    {
      says: "write the one for clients that name no host into certificate",
      follow: (edit) =>
        edit.set(JSON.stringify(Object.values(edit.get() as object)[0]), [...edit.parent, "certificate"]),
    },
    {
      says: "or put them all into loadBalancer.moreCertificates",
      follow: (edit) => {
        edit.set(JSON.stringify(edit.get()), ["edge", "loadBalancer", "moreCertificates"]);
        edit.remove();
      },
    },
  ],
  LISTENER_NAME_TWICE: [{ says: "give the listener another name", follow: (edit) => edit.rename("partners") }],
  LISTENER_PLAIN_WITH_TLS: [
    { says: "remove plainHttp", follow: (edit) => edit.remove([...edit.parent, "plainHttp"]) },
    { says: ", or certificate", follow: (edit) => edit.remove() },
  ],
  LISTENER_PORT_CLASH: [
    { says: "hang a rule on the listener that is there", follow: (edit) => edit.remove(edit.parent) },
    { says: "such as 8443", follow: (edit) => edit.set(edit.literal(/such as (\d+)/)) },
  ],
  LISTENER_UNKNOWN: [
    { says: "leave out listener", follow: (edit) => edit.remove() },
    { says: "did you mean ", follow: (edit) => edit.set(edit.literal(/did you mean "([^"]+)"/)) },
    { says: "add it to edge.loadBalancer.listeners", follow: withListener },
    { says: "edge.loadBalancer.listeners: {", follow: withListener },
    { says: "tell tests by a header", follow: byHeader },
  ],
  PUBLIC_ENTRY_UNDECLARED: [
    {
      says: "say why it is public",
      follow: (edit) =>
        edit.merge(
          edit.literal(/`(publicEntry: "[^"]+")`/),
          edit.path.includes("networkLoadBalancer") ? NETWORK_BALANCER : edit.parent,
        ),
    },
    { says: "make the balancer internal", follow: (edit) => edit.set("internal", [...NETWORK_BALANCER, "scheme"]) },
    { says: "or narrow the range", follow: (edit) => edit.set("[203.0.113.0/24]") },
  ],
  TEST_TRAFFIC_LISTENER: [
    {
      says: "name another listener",
      follow: (edit) => {
        edit.merge("listeners: { next: { port: 9443 } }", ["edge", "loadBalancer"]);
        edit.set("next");
      },
    },
    { says: "tell tests by a header", follow: byHeader },
  ],
  ARGOCD_GROUPS: [{ says: "take groups away", follow: (edit) => edit.remove() }],
};

function sampleOf(key: string): string {
  const values: Readonly<Record<string, string>> = {
    image: '"api:1.4.2"',
    kind: "public",
    max: "4",
    network: `{ cidr: 10.0.0.0/16, zones: [a, c], tiers: ${TIERS} }`,
    port: "8080",
    reason: "the images are built anew",
    tiers: TIERS,
    until: '"2027-01-31"',
  };
  return values[key] ?? "platform";
}

function withListener(edit: Edit): void {
  edit.merge(`loadBalancer: { listeners: { ${String(edit.get())}: { port: 9443 } } }`, ["edge"]);
}

function byHeader(edit: Edit): void {
  edit.set(edit.literal(/by a header: (\{.*\})$/), edit.parent);
}

function asBase(edit: Edit): void {
  edit.text((text) => `abstract: true\n${text}`);
  edit.text(() => `extends: ${edit.file}\n`, "dev");
}

/** The files of a cycle with what an environment needs in the one that no longer extends another. */
function withoutExtends(edit: Edit): void {
  edit.text((text) => text.replace(/extends: .*\n?/, "").trim() || DEV);
}

function lowerCase(edit: Edit): void {
  edit.set(String(edit.get()).toLowerCase());
}

function rename(edit: Edit): void {
  const name = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, "-")
      .replace(/^(?=\d)/, "t");
  if (typeof edit.path.at(-1) === "number") edit.set(name(String(edit.get())));
  else edit.rename(name(String(edit.path.at(-1))));
}

/** Hosts of the services lie below the domain of the advice. */
function withHost(edit: Edit, domain: string): string {
  const host = edit.get(["ecs", "services", "web", "expose", "host"]);
  const name = /name: (\S+)/.exec(domain)?.[1];
  if (host !== undefined) edit.set(`www.${name}`, ["ecs", "services", "web", "expose", "host"]);
  return domain;
}

function withDomain(edit: Edit): void {
  edit.merge("domain: { name: example.com }", ["edge"]);
  if (edit.get(["edge", "plainHttp"]) !== undefined) edit.remove(["edge", "plainHttp"]);
}

function withoutPeers(edit: Edit): void {
  for (const file of Object.keys(edit.files)) edit.text((text) => text.replace(/ {2}peers: .*\n/, ""), file);
}
