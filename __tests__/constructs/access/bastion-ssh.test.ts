import type { Problem } from "../../../constructs/core/errors";
import { collectChecks } from "../../../constructs/core/validation";
import { resourceOf, resourcesOf } from "../../support/synth";
import { commandsOf, ED25519_KEY, peersOf, rsaKey, synthBastion } from "./support";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const SSH = { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY } as const;

describe("access by SSH", () => {
  test("lies in a public subnet behind an Elastic IP, with no other public address", () => {
    const synthesized = synthBastion({ access: SSH });

    const instance = resourceOf(synthesized, "aws_instance");
    expect(instance.subnet_id).toBe("subnet-web-a");
    // With `false` the provider replaces the instance at every plan once the Elastic IP is associated.
    expect(instance).not.toHaveProperty("associate_public_ip_address");
    expect(resourceOf(synthesized, "aws_eip")).toEqual({
      domain: "vpc",
      tags: { Name: "groundplan-sandbox-access-bastion" },
    });
    expect(resourceOf(synthesized, "aws_eip_association")).toEqual({
      allocation_id: expect.stringMatching(/^\$\{aws_eip\..+\.allocation_id\}$/),
      instance_id: expect.stringMatching(/^\$\{aws_instance\..+\.id\}$/),
    });
  });

  // A reference to a prefix list counts as its maximum of entries (Amazon VPC User Guide, "Amazon VPC quotas", read 2026-11).
  test("counts a prefix list by the size that it can grow to", () => {
    const network = { prefixLists: { offices: { entries: ["203.0.113.0/24"], maxEntries: 100 } } };
    const found: Problem[] = [];
    synthBastion({ access: SSH }, { network, after: (_, stack) => found.push(...collectChecks(stack)) });
    expect(found.map(({ code, found: value }) => [code, value])).toEqual([
      ["RULE_QUOTA_EXCEEDED", "100 for IPv4; prefix list offices counts 100 each time"],
    ]);
  });

  test("admits only the lists and ranges that are named, in whatever order", () => {
    const from = ["198.51.100.0/24", "offices", "pl-0aaa", "203.0.113.7/32", "offices"];
    const synthesized = synthBastion({ access: { ...SSH, from } });

    expect(peersOf(resourcesOf(synthesized, INGRESS))).toEqual([
      ["198.51.100.0/24", "tcp", 22],
      ["203.0.113.7/32", "tcp", 22],
      ["pl-0123456789abcdef0", "tcp", 22],
      ["pl-0aaa", "tcp", 22],
    ]);
    expect(synthBastion({ access: { ...SSH, from: [...from].reverse() } }).json).toBe(synthesized.json);
    expect(synthesized.problems).toEqual([]);
  });

  test("admits IPv6 ranges", () => {
    const synthesized = synthBastion({ access: { ...SSH, from: ["2001:db8::/48"] } });
    expect(resourceOf(synthesized, INGRESS).cidr_ipv6).toBe("2001:db8::/48");
  });

  test("imports the public key under a name of its own, so that a new key replaces the instance", () => {
    const synthesized = synthBastion({ access: { ...SSH, publicKey: `${ED25519_KEY}\n` } });
    expect(resourceOf(synthesized, "aws_key_pair")).toEqual({
      key_name_prefix: "groundplan-sandbox-access-bastion-",
      public_key: ED25519_KEY,
      tags: { Name: "groundplan-sandbox-access-bastion" },
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(synthesized, "aws_instance").key_name).toMatch(/^\$\{aws_key_pair\..+\.key_name\}$/);
    expect(JSON.stringify(synthesized.resources)).not.toContain("tls_private_key");
  });

  test("takes a key pair that exists by its name, and makes none", () => {
    const access = { mode: "ssh", from: ["offices"], keyName: "operations" } as const;
    const { resources, problems } = synthBastion({ access });
    expect(problems).toEqual([]);
    expect(resources).not.toHaveProperty("aws_key_pair");
    expect(Object.values(resources.aws_instance ?? {})[0]?.key_name).toBe("operations");
    // Where its private key lies is not known.
    expect(commandsOf({ access })).toEqual({
      connect: "ssh ec2-user@${aws_eip.bastion_ssh_eip.public_ip}",
      forward: "ssh -N -L 15432:db.internal:5432 ec2-user@${aws_eip.bastion_ssh_eip.public_ip}",
    });
  });

  test("needs no permissions and makes none of Session Manager's resources", () => {
    const { resources } = synthBastion({ access: SSH });
    for (const type of ["aws_iam_role_policy", "aws_ssm_document", "aws_kms_key", "aws_cloudwatch_log_group"]) {
      expect(resources).not.toHaveProperty(type);
    }
    expect(resources).toHaveProperty("aws_iam_instance_profile");
  });

  test.each([2048, 4096])("takes an RSA key of %d bits", (bits) => {
    const synthesized = synthBastion({ access: { ...SSH, publicKey: rsaKey(bits) } });
    expect(resourceOf(synthesized, "aws_key_pair").public_key).toBe(rsaKey(bits));
  });

  test("is told in commands to paste, with the file that the key usually lies in", () => {
    expect(commandsOf({ access: SSH })).toEqual({
      connect: "ssh -i ~/.ssh/id_ed25519 ec2-user@${aws_eip.bastion_ssh_eip.public_ip}",
      forward: "ssh -i ~/.ssh/id_ed25519 -N -L 15432:db.internal:5432 ec2-user@${aws_eip.bastion_ssh_eip.public_ip}",
    });
    expect(commandsOf({ access: { ...SSH, publicKey: rsaKey(4096) } }).connect).toMatch(/^ssh -i ~\/\.ssh\/id_rsa /);
  });
});
