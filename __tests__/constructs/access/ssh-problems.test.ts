import { testAdvice } from "../../support/followed-advice";
import { adviceOf, ED25519_KEY, expectRefusal, publicKey, type Refusal, refusal, rsaKey } from "./support";

const ssh = (overrides: { from?: readonly string[]; publicKey?: string }) =>
  ({ access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY, ...overrides } }) as const;

const KNOWN = "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4";
const FIX_LOGIN = "use Session Manager (Bastion), which needs no open port, or name your own networks instead";

const openTo = (from: string) => ({
  property: "access.from",
  code: "LOGIN_FROM_INTERNET",
  message: "Remote login would be open to the internet: SSH (tcp 22).",
  found: `tcp 22 from ${from}`,
  expected: KNOWN,
  fix: FIX_LOGIN,
});

const SSH_ACCESS: readonly Refusal[] = [
  refusal(
    "SSH from nowhere",
    ssh({ from: [] }),
    [
      {
        property: "access.from",
        code: "SSH_SOURCES_MISSING",
        message: "Nobody may connect to the bastion.",
        found: "an empty list",
        expected: "at least one prefix list or range",
        fix: 'name where you connect from, for example "203.0.113.0/24", or use Session Manager: access: { mode: "ssm" }',
      },
    ],
    undefined,
    [
      { says: 'for example "203.0.113.0/24"', to: { props: ssh({ from: ["203.0.113.0/24"] }) } },
      { says: 'access: { mode: "ssm" }', to: { props: { access: { mode: "ssm" } } } },
    ],
  ),
  refusal(
    "SSH from everywhere",
    ssh({ from: ["offices", "::/0", "0.0.0.0/0"] }),
    [openTo("0.0.0.0/0"), openTo("::/0")],
    undefined,
    [
      { says: "use Session Manager (Bastion)", to: { props: { access: { mode: "ssm" } } } },
      { says: "name your own networks instead", to: { props: ssh({ from: ["offices"] }) } },
    ],
  ),
  refusal(
    "SSH from everywhere in two halves",
    ssh({ from: ["0.0.0.0/1", "128.0.0.0/1"] }),
    [openTo("0.0.0.0/1"), openTo("128.0.0.0/1")],
    undefined,
    [
      { says: "use Session Manager (Bastion)", to: { props: { access: { mode: "ssm" } } } },
      { says: "name your own networks instead", to: { props: ssh({ from: ["203.0.113.0/24"] }) } },
    ],
  ),
  refusal("SSH from a range as wide as a /7", ssh({ from: ["2.0.0.0/7"] }), [openTo("2.0.0.0/7")], undefined, [
    { says: "name your own networks instead", to: { props: ssh({ from: ["2.0.0.0/8"] }) } },
  ]),
  refusal(
    "SSH from a prefix list that the network does not have",
    ssh({ from: ["office"] }),
    [
      {
        property: "access.from",
        code: "SSH_SOURCE_UNKNOWN",
        message: "This is neither a range nor a prefix list of the network.",
        found: '"office"',
        expected: "a range, a prefix list id (pl-…), or one of offices",
        fix: "write the range out, or add a prefix list of this name to the network",
      },
    ],
    undefined,
    [
      { says: "write the range out", to: { props: ssh({ from: ["203.0.113.0/24"] }) } },
      {
        says: "add a prefix list of this name to the network",
        to: { props: ssh({ from: ["office"] }), network: { prefixListIds: { office: "pl-0123456789abcdef0" } } },
      },
    ],
  ),
  refusal(
    "SSH from an address without prefix length",
    ssh({ from: ["203.0.113.7"] }),
    [
      {
        property: "access.from",
        code: "CIDR_MALFORMED",
        message: "`203.0.113.7` has no prefix length.",
        found: "203.0.113.7",
        expected:
          "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
        fix: "write the prefix length: 203.0.113.7/32 is this address alone, 203.0.113.0/24 the range around it",
      },
    ],
    undefined,
    [
      { says: "203.0.113.7/32 is this address alone", to: { props: ssh({ from: ["203.0.113.7/32"] }) } },
      { says: "203.0.113.0/24 the range around it", to: { props: ssh({ from: ["203.0.113.0/24"] }) } },
    ],
  ),
  refusal(
    "a private key",
    ssh({ publicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" }),
    [
      {
        property: "access.publicKey",
        code: "PRIVATE_KEY_GIVEN",
        message: "This is a private key; it must never be in the configuration or in Terraform's state.",
        found: "a private key (not shown)",
        expected: "the public key, one line that starts with ssh-ed25519 or ssh-rsa",
        fix: "take it out and treat it as lost; make a new pair (ssh-keygen -t ed25519) and give the .pub file's line",
      },
    ],
    undefined,
    [
      {
        says: "make a new pair (ssh-keygen -t ed25519) and give the .pub file's line",
        to: { props: ssh({ publicKey: ED25519_KEY }) },
      },
    ],
  ),
  refusal(
    "a kind of key that EC2 does not import",
    ssh({ publicKey: publicKey("ecdsa-sha2-nistp256", Buffer.alloc(8), Buffer.alloc(65, 4)) }),
    [
      {
        property: "access.publicKey",
        code: "PUBLIC_KEY_KIND",
        message: "EC2 does not take this kind of public key.",
        found: "ecdsa-sha2-nistp256",
        expected: "ssh-ed25519 or ssh-rsa",
        fix: "make a key with ssh-keygen -t ed25519 and give the line of its .pub file",
      },
    ],
    undefined,
    [{ says: "make a key with ssh-keygen -t ed25519", to: { props: ssh({ publicKey: ED25519_KEY }) } }],
  ),
  refusal(
    "a key that was cut off",
    ssh({ publicKey: ED25519_KEY.slice(0, 60) }),
    [
      {
        property: "access.publicKey",
        code: "PUBLIC_KEY_MALFORMED",
        message: "The public key is damaged or cut off.",
        found: "ssh-ed25519 and 48 characters of key",
        expected: "one line: ssh-ed25519, the whole key in base64, and a comment if you like",
        fix: "copy the whole line of the .pub file",
      },
    ],
    undefined,
    [{ says: "copy the whole line of the .pub file", to: { props: ssh({ publicKey: ED25519_KEY }) } }],
  ),
  refusal(
    "an RSA key that is too short",
    ssh({ publicKey: rsaKey(1024) }),
    [
      {
        property: "access.publicKey",
        code: "PUBLIC_KEY_LENGTH",
        message: "EC2 does not take an RSA key of this length, or it is too short to be safe.",
        found: "1024 bits",
        expected: "2048 or 4096 bits",
        fix: "make a key with ssh-keygen -t ed25519, which is shorter and stronger",
      },
    ],
    undefined,
    [{ says: "make a key with ssh-keygen -t ed25519", to: { props: ssh({ publicKey: ED25519_KEY }) } }],
  ),
  refusal(
    "no key at all",
    { access: { mode: "ssh", from: ["offices"] } },
    [
      {
        property: "access",
        code: "SSH_KEY",
        message: "A host for SSH has one key.",
        found: "neither publicKey nor keyName",
        expected: "publicKey, which is imported, or keyName, the name of a key pair that exists",
        fix: "write the line of a .pub file into publicKey, or the name of a key pair into keyName",
      },
    ],
    undefined,
    [
      { says: "write the line of a .pub file into publicKey", to: { props: ssh({}) } },
      {
        says: "or the name of a key pair into keyName",
        to: { props: { access: { mode: "ssh", from: ["offices"], keyName: "operations" } } },
      },
    ],
  ),
  refusal(
    "a key and the name of another one",
    { access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY, keyName: "operations" } },
    [
      {
        property: "access",
        code: "SSH_KEY",
        message: "A host for SSH has one key.",
        found: 'publicKey and keyName "operations"',
        expected: "publicKey, which is imported, or keyName, the name of a key pair that exists",
        fix: "leave one of the two out",
      },
    ],
    undefined,
    [{ says: "leave one of the two out", to: { props: ssh({}) } }],
  ),
  refusal(
    "a key pair without a name",
    { access: { mode: "ssh", from: ["offices"], keyName: "" } },
    [
      {
        property: "access.keyName",
        code: "KEY_NAME_INVALID",
        message: "A key pair cannot have this name.",
        found: '""',
        expected: "1 to 255 ASCII characters",
        fix: "write the name as the EC2 console shows it under Key Pairs",
      },
    ],
    undefined,
    [
      {
        says: "write the name as the EC2 console shows it under Key Pairs",
        to: { props: { access: { mode: "ssh", from: ["offices"], keyName: "operations" } } },
      },
    ],
  ),
];

describe("a bastion with SSH is refused", () => {
  test.each(SSH_ACCESS)("for $name", (refused) => expectRefusal(refused));
});

testAdvice(...adviceOf(SSH_ACCESS));
