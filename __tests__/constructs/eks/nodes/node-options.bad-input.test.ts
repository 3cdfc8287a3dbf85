import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { expectRefusal, outOfRange, type Refusal, toldNodes } from "./support";

const CASES: readonly Refusal[] = [
  {
    name: "SSH that nobody, or nobody known, is let in by",
    options: { remoteAccess: { keyName: "", fromSecurityGroups: [] } },
    problems: [
      {
        property: "remoteAccess.keyName",
        code: "KEY_NAME_INVALID",
        message: "A key pair cannot have this name.",
        found: '""',
        expected: "1 to 255 ASCII characters",
        fix: "write the name as the EC2 console shows it under Key Pairs",
      },
      {
        property: "remoteAccess.fromSecurityGroups",
        code: "EKS_REMOTE_ACCESS_NOBODY",
        message: "Nobody is let in, so the key is of no use; EKS itself would let in the whole internet.",
        found: "an empty list",
        expected: "at least one security group, such as that of the bastion, or one range or prefix list in from",
        fix: "name the groups or networks that may connect, or use sessionManager: true in the place of remoteAccess, which needs no key and no open port",
      },
    ],
    ways: [
      {
        says: ["write the name as the EC2 console shows it", "name the groups or networks that may connect"],
        to: { options: { remoteAccess: { keyName: "ops", fromSecurityGroups: ["sg-0123456789abcdef0"] } } },
      },
      {
        says: ["write the name as the EC2 console shows it", "name the groups or networks that may connect"],
        to: { options: { remoteAccess: { keyName: "ops", from: ["10.8.0.0/16"] } } },
      },
      {
        says: [
          "write the name as the EC2 console shows it",
          "or use sessionManager: true in the place of remoteAccess",
        ],
        to: { options: { sessionManager: true } },
      },
    ],
  },
  {
    name: "SSH from an address instead of a group",
    options: { remoteAccess: { keyName: "ops", fromSecurityGroups: ["203.0.113.0/24"] } },
    problems: [
      {
        property: "remoteAccess.fromSecurityGroups",
        code: "SECURITY_GROUP_ID_INVALID",
        message: "This is not the id of a security group.",
        found: "203.0.113.0/24",
        expected: "sg- and hexadecimal digits, such as sg-0123456789abcdef0",
        fix: "take the id from a contract, or from the EC2 console; a name is not enough",
      },
    ],
    ways: [
      {
        says: "take the id from a contract, or from the EC2 console",
        to: { options: { remoteAccess: { keyName: "ops", fromSecurityGroups: ["sg-0123456789abcdef0"] } } },
      },
    ],
  },
  {
    name: "SSH from everywhere",
    options: { remoteAccess: { keyName: "ops", from: ["0.0.0.0/0"] } },
    problems: [
      {
        property: "remoteAccess.from",
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: SSH (tcp 22).",
        found: "tcp 22 from 0.0.0.0/0",
        expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
        fix: "use Session Manager (Bastion), which needs no open port, or name your own networks instead",
      },
    ],
    ways: [
      { says: "use Session Manager", to: { options: { sessionManager: true } } },
      {
        says: "name your own networks instead",
        to: { options: { remoteAccess: { keyName: "ops", from: ["10.8.0.0/16"] } } },
      },
    ],
  },
  {
    name: "SSH from a prefix list that the network does not have",
    options: { remoteAccess: { keyName: "ops", from: ["office"] } },
    problems: [
      {
        property: "remoteAccess.from",
        code: "SSH_SOURCE_UNKNOWN",
        message: "This is neither a range nor a prefix list of the network.",
        found: '"office"',
        expected: "a range, a prefix list id (pl-…), or one of offices",
        fix: "write the range out, or add a prefix list of this name to the network",
      },
    ],
    ways: [
      {
        says: "write the range out",
        to: { options: { remoteAccess: { keyName: "ops", from: ["10.8.0.0/16"] } } },
      },
    ],
  },
  {
    name: "containers that reach the metadata for no reason",
    options: { podsReachMetadata: { reason: "needed" } },
    problems: [
      {
        property: "podsReachMetadata.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"needed"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ],
    ways: [
      {
        says: "say why, and until when",
        to: {
          options: {
            podsReachMetadata: { reason: "the agent of the backup asks for its zone; until it takes a setting" },
          },
        },
      },
    ],
  },
  {
    name: "an update that is said twice, and by numbers that there are not",
    options: { update: { maxUnavailable: 0, maxUnavailablePercentage: 120 } },
    problems: [
      outOfRange("update.maxUnavailable", "0 nodes", "1 to 100", "use 1"),
      outOfRange("update.maxUnavailablePercentage", "120 percent", "1 to 100", "use 100"),
      {
        property: "update",
        code: "EKS_UPDATE_BOTH",
        message: "How many nodes are replaced at a time is said twice.",
        found: "maxUnavailable 0, maxUnavailablePercentage 120",
        expected: "one of them",
        fix: "keep maxUnavailablePercentage, which grows with the group",
      },
    ],
    ways: [
      {
        says: ["keep maxUnavailablePercentage", "use 1", "use 100"],
        to: { options: { update: { maxUnavailablePercentage: 100 } } },
      },
    ],
  },
  {
    name: "an update that says nothing",
    options: { update: {} },
    problems: [
      {
        property: "update",
        code: "EKS_UPDATE_EMPTY",
        message: "How many nodes are replaced at a time is not said.",
        found: "neither maxUnavailable nor maxUnavailablePercentage",
        expected: "one of them",
        fix: "leave update out for one third of the nodes",
      },
    ],
    ways: [{ says: "leave update out", to: { options: {} } }],
  },
  {
    name: "nodes that are newer than their cluster",
    options: { version: "1.35" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "Nodes cannot be newer than their cluster.",
        found: '"1.35", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "upgrade the cluster first",
      },
    ],
    ways: [{ says: "upgrade the cluster first", to: { cluster: { version: "1.35" } } }],
  },
  {
    name: "nodes that are too old for their cluster",
    options: { version: "1.30" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "Nodes can be three minor versions older than their cluster, and no more.",
        found: '"1.30", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "leave version out to follow the cluster",
      },
    ],
    ways: [{ says: "leave version out", to: { options: {} } }],
  },
  {
    name: "a version that is none",
    options: { version: "1.34.2" },
    problems: [
      {
        property: "version",
        code: "EKS_NODES_VERSION",
        message: "This is not a Kubernetes version.",
        found: '"1.34.2", in a cluster of 1.34',
        expected: "1.31 to 1.34",
        fix: "leave version out to follow the cluster",
      },
    ],
    ways: [{ says: "leave version out", to: { options: {} } }],
  },
  {
    name: "a release of another image",
    options: { image: "bottlerocket", releaseVersion: "v1.49.0" },
    problems: [
      {
        property: "releaseVersion",
        code: "EKS_RELEASE_VERSION",
        message: "This is not a release of the image.",
        found: '"v1.49.0", for nodes of 1.34',
        expected: "a release of bottlerocket for 1.34, such as 1.49.0-bbf2a6ba",
        fix: "leave releaseVersion out for the newest, or take it from the list of releases of the image",
      },
    ],
    ways: [
      { says: "leave releaseVersion out", to: { options: { image: "bottlerocket" } } },
      {
        says: "or take it from the list of releases",
        to: { options: { image: "bottlerocket", releaseVersion: "1.49.0-bbf2a6ba" } },
      },
    ],
  },
  {
    name: "a release for another version than that of the nodes",
    options: { releaseVersion: "1.33.2-20261105" },
    problems: [
      {
        property: "releaseVersion",
        code: "EKS_RELEASE_VERSION",
        message: "The release is for another Kubernetes version than the nodes.",
        found: '"1.33.2-20261105", for nodes of 1.34',
        expected: "a release of al2023 for 1.34, such as 1.34.2-20261105",
        fix: "leave releaseVersion out for the newest, or take it from the list of releases of the image",
      },
    ],
    ways: [
      { says: "leave releaseVersion out", to: { options: {} } },
      { says: "or take it from the list of releases", to: { options: { releaseVersion: "1.34.2-20261105" } } },
    ],
  },
  {
    name: "a name that leaves no room for what makes it unique",
    nodes: "a-name-that-is-longer-than-eks-admits",
    options: {},
    problems: [
      {
        property: "name",
        code: "EKS_NODES_NAME",
        message: "Nodes cannot have this name.",
        found: '"a-name-that-is-longer-than-eks-admits" (37 characters)',
        expected: "1 to 36 of a-z, 0-9 and -, beginning and ending with a letter or a digit",
        fix: 'name them by what they are for, for example "app"',
      },
    ],
    ways: [{ says: 'for example "app"', to: { nodes: "app" } }],
  },
];

describe("nodes refuse", () => {
  test.each(CASES)("$name", (refusal) => {
    expectRefusal(refusal);
  });
});

testAdvice(toldNodes(CASES), problemsIfAny);
