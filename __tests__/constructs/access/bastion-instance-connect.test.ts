import { resourceOf, resourcesOf } from "../../support/synth";
import { commandsOf, synthBastion } from "./support";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

describe("access by EC2 Instance Connect", () => {
  test("opens port 22 between the endpoint and the bastion, and nothing else", () => {
    const synthesized = synthBastion({ access: { mode: "instance-connect" } });

    const endpoint = expect.stringContaining("aws_security_group.bastion_instance-connect_security-group");
    const host = expect.stringContaining("aws_security_group.bastion_security-group");
    expect(resourcesOf(synthesized, INGRESS)).toEqual([
      expect.objectContaining({
        security_group_id: host,
        referenced_security_group_id: endpoint,
        from_port: 22,
        to_port: 22,
      }),
    ]);
    expect(resourcesOf(synthesized, EGRESS)).toEqual([
      expect.objectContaining({
        security_group_id: endpoint,
        referenced_security_group_id: host,
        from_port: 22,
        to_port: 22,
      }),
      expect.objectContaining({ security_group_id: host, cidr_ipv4: "0.0.0.0/0", from_port: 443 }),
    ]);
    expect(resourceOf(synthesized, "aws_ec2_instance_connect_endpoint")).toEqual({
      subnet_id: "subnet-app-a",
      security_group_ids: [endpoint],
      preserve_client_ip: false,
      tags: { Name: "groundplan-sandbox-access-bastion" },
    });
    expect(resourceOf(synthesized, "aws_instance").associate_public_ip_address).toBe(false);
  });

  test("needs neither NAT nor other endpoints, and can keep the client's address", () => {
    const synthesized = synthBastion(
      { access: { mode: "instance-connect", preserveClientIp: true }, tier: "data" },
      { network: { hasNat: false } },
    );
    expect(resourceOf(synthesized, "aws_ec2_instance_connect_endpoint").preserve_client_ip).toBe(true);
  });

  test("is told in commands to paste", () => {
    const command =
      "aws ec2-instance-connect ssh --region ap-northeast-2 --instance-id ${aws_instance.bastion_instance.id} " +
      "--os-user ec2-user --connection-type eice";
    expect(commandsOf({ access: { mode: "instance-connect" } })).toEqual({
      connect: command,
      forward: `${command} --local-forwarding 15432:db.internal:5432`,
    });
  });
});
