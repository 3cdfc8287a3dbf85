import { about, byName, flag, oneOrMore, rules, tagsOf, text, textMap, whole } from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

function cidr(description: string, example: string) {
  return about(description, text(), [example]);
}

function ports() {
  const schema = z.union([z.string(), z.number()]);
  rules.add(schema, {
    code: "CONFIG_WRONG_TYPE",
    message: "The value has the wrong type.",
    expected: "a port (443) or a range of ports (8000-8080)",
    fix: "write one port, or the first and the last with a hyphen",
  });
  return schema;
}

function icmpMessage() {
  return z.strictObject({
    type: about("Type by IANA's list.", whole(0, 255)),
    code: optional(about("Code within the type. Default: every code.", whole(0, 255))),
  });
}

function networkAclRule() {
  return z.strictObject({
    action: about("What the rule does.", z.enum(["allow", "deny"])),
    peer: about("The other side: a CIDR, `vpc`, `anywhere`, or the name of a tier.", text(), ["vpc"]),
    protocol: optional(about("Protocol. Default: all.", z.enum(["tcp", "udp", "icmp", "all"]))),
    ports: optional(about("Port or range, only for tcp and udp. Default: all ports.", ports(), [443, "8000-8080"])),
    icmp: optional(
      about(
        "The one message of ICMP that the rule is for, by version of IP; only for icmp. Default: every message.",
        z.strictObject({
          ipv4: optional(about("Message of IPv4.", icmpMessage(), [{ type: 8 }])),
          ipv6: optional(about("Message of IPv6.", icmpMessage(), [{ type: 128 }])),
        }),
      ),
    ),
    number: optional(about("Rule number. Default: by position, 100 apart.", whole(1, 8000))),
  });
}

function networkAcl() {
  return z.strictObject({
    ingress: about("Rules for traffic into the tier, by name, in order.", byName("rule", networkAclRule())),
    egress: about("Rules for traffic out of the tier, by name, in order.", byName("rule", networkAclRule())),
    ephemeralPorts: optional(about("Whether ports 1024–65535 are opened for the answers. Default: true.", flag())),
  });
}

function networkAclOpening() {
  return z.strictObject({
    from: about("Where connections come from: a CIDR, or `anywhere`.", text(), ["203.0.113.0/24"]),
    protocol: about("Protocol.", z.enum(["tcp", "udp"])),
    ports: about("Port or range.", ports(), [22, "6000-6010"]),
  });
}

function tier() {
  return z.strictObject({
    kind: about(
      "How the tier reaches the internet: public by an internet gateway, private by NAT, isolated not at all.",
      z.enum(["public", "private", "isolated"]),
    ),
    prefixLength: about("Prefix length of each of the tier's IPv4 subnets.", whole(16, 28), [24]),
    range: optional(about("VPC range that the tier lies in: `primary` or a secondary CIDR. Default: primary.", text())),
    cidr: optional(about("The tier's slot; `groundplan map --pin` writes it.", oneOrMore("a CIDR"))),
    subnets: optional(about("Subnet CIDRs by zone, for subnets that do not take their place in the slot.", textMap())),
    ipv6Slot: optional(about("The tier's place in the IPv6 /56; `groundplan map --pin` writes it.", whole(0, 31))),
    eks: optional(
      about(
        "Whether EKS may place load balancers here. Default: first public tier `elb`, first private tier `internal-elb`.",
        z.enum(["elb", "internal-elb", "none"]),
      ),
    ),
    subnetGroups: optional(
      about("Subnet groups over the tier. Default: both for isolated tiers.", z.array(z.enum(["db", "cache"]))),
    ),
    subnetGroupNames: optional(
      about(
        "Whole names of subnet groups that are taken over, by kind. Default: made of the tier.",
        z.strictObject({
          db: optional(about("Name of the group for databases. Default: made.", text())),
          cache: optional(about("Name of the group for caches. Default: made.", text())),
        }),
      ),
    ),
    subnetNames: optional(
      about("Whole `Name` tags of the subnets, by zone. Default: made of tier and zone.", textMap()),
    ),
    networkAcl: optional(about("Rules of the tier's network ACL. Default: by kind.", networkAcl())),
    openings: optional(
      about(
        "What the tier's network ACL admits besides, by name, before its other rules. Default: nothing.",
        byName("opening", networkAclOpening()),
      ),
    ),
    vpnRoutes: optional(about("Whether the route tables get the VPN gateway's routes.", flag())),
    dns64: optional(
      about("Whether hosts reach by IPv6 what has IPv4 addresses only, by NAT gateways. Default: false.", flag()),
    ),
    aaaaRecords: optional(
      about("Whether names of hosts that are made from their ids have IPv6 addresses. Default: false.", flag()),
    ),
    tags: optional(about("Further tags for the tier's subnets.", textMap())),
  });
}

function nat() {
  return z.discriminatedUnion("mode", [
    z.strictObject({ mode: about("No NAT.", z.literal("none")) }),
    z.strictObject({
      mode: about("One NAT gateway for all zones.", z.literal("single")),
      zone: optional(about("Zone that the gateway lies in. Default: the deployed one, else the first.", text())),
      eip: optional(about("Allocation id of an Elastic IP of yours.", text())),
    }),
    z.strictObject({
      mode: about("One NAT gateway in every zone.", z.literal("per-zone")),
      eips: optional(about("Allocation ids of Elastic IPs of yours, by zone.", textMap())),
    }),
    z.strictObject({
      mode: about("An EC2 instance as NAT.", z.literal("instance")),
      instanceType: optional(about("Instance type. Default: t4g.micro.", text())),
      ami: optional(about("Image id. Default: the newest Amazon Linux 2023.", text())),
      perZone: optional(about("Whether every zone has an instance of its own. Default: false.", flag())),
      zone: optional(about("Zone that the one instance lies in. Default: the deployed one, else the first.", text())),
    }),
  ]);
}

function flowLogCommon() {
  return {
    traffic: optional(about("Which traffic is recorded. Default: ALL.", z.enum(["ALL", "ACCEPT", "REJECT"]))),
    aggregationSeconds: optional(about("Seconds gathered into one record. Default: 600.", z.literal([60, 600]))),
    fields: optional(about("Fields of a record in order. Default: AWS's default format.", z.array(text()))),
  };
}

function flowLog() {
  return z.discriminatedUnion("to", [
    z.strictObject({
      to: about("Records go to CloudWatch Logs.", z.literal("cloudwatch")),
      ...flowLogCommon(),
      retentionDays: optional(about("Days that records are kept. Default: that of `logs`, else 30.", whole(1, 3653))),
      logGroupName: optional(about("Whole name of a log group that is taken over. Default: made.", text())),
      roleName: optional(about("Whole name of the role by which records are written. Default: made.", text())),
      ownKey: optional(about("Whether a KMS key is made for the records. Default: false.", flag())),
    }),
    z.strictObject({
      to: about("Records go to an S3 bucket.", z.literal("s3")),
      ...flowLogCommon(),
      bucketArn: optional(about("ARN of an existing bucket. Default: a bucket is made.", text())),
      retentionDays: optional(about("Days that records are kept in the bucket that is made. Default: 90.", whole(1))),
      format: optional(about("File format. Default: plain-text.", z.enum(["plain-text", "parquet"]))),
    }),
  ]);
}

function endpoints() {
  return z.strictObject({
    gateway: optional(about("Gateway endpoints. Default: s3 and dynamodb.", z.array(text()))),
    interface: optional(
      about(
        "Interface endpoints by service name, those of others by their whole name. Default: none.",
        z.array(text()),
        [["ssm", "logs"]],
      ),
    ),
    tier: optional(about("Tier of the interface endpoints. Default: the first isolated, else private tier.", text())),
    zones: optional(
      about("Zones of interface endpoints by service name. Default: all.", z.record(z.string(), z.array(text()))),
    ),
    privateDns: optional(
      about(
        "Whether interface endpoints take over the service's name, by service name. Default: those of AWS's own.",
        z.record(z.string(), flag()),
      ),
    ),
    policies: optional(
      about(
        "Endpoint policies by service name, as policy documents; `{vpcId}` is the VPC's id.",
        z.record(z.string(), z.unknown()),
      ),
    ),
  });
}

/** The `network` key: `NetworkProps` with the tiers as a map by name, and the environments it is peered with. */
export function network() {
  return z.strictObject({
    cidr: cidr("Primary IPv4 range of the VPC, /16 to /28.", "10.10.0.0/16"),
    secondaryCidrs: optional(about("Secondary IPv4 ranges, /16 to /28. Default: none.", z.array(text()))),
    zones: about("Availability zones by letter or zone id.", z.array(text()), [["a", "c"]]),
    tags: tagsOf("network"),
    maxZones: optional(about("Zones that the address plan keeps room for. Default: 4.", whole(1, 8))),
    tiers: about("The tiers by name, in the order in which they were introduced.", byName("tier", tier())),
    peers: optional(
      about(
        "Environments whose VPC ranges must not overlap with this one's; its own name is passed over. Default: none.",
        z.array(text()),
      ),
    ),
    reserved: optional(
      about(
        "Ranges that must stay free of subnets.",
        z.array(
          z.strictObject({
            cidr: cidr("The range.", "192.168.0.0/16"),
            reason: about("Who owns it.", text(), ["office network"]),
          }),
        ),
      ),
    ),
    allowPublicRanges: optional(
      about("Whether the VPC's ranges may be public addresses, which you must own. Default: false.", flag()),
    ),
    ipv6: optional(about("Dual stack with an Amazon-provided /56. Default: false.", flag())),
    nat: optional(about("NAT for the private tiers. Default: one gateway per zone.", nat())),
    endpoints: optional(about("Endpoints for AWS services.", endpoints())),
    flowLog: optional(about("Flow log of the VPC. Default: none.", flowLog())),
    dhcp: optional(
      about(
        "DHCP options. Default: the account's own set.",
        z.strictObject({
          domainName: optional(about("Domain name.", text())),
          nameServers: optional(
            about("Name servers in the order in which hosts ask them, at most 4.", z.array(text())),
          ),
          ntpServers: optional(about("NTP servers in the order in which hosts ask them, at most 4.", z.array(text()))),
        }),
      ),
    ),
    vpnGateway: optional(
      about(
        "VPN gateway. Default: none.",
        z.strictObject({ amazonSideAsn: optional(about("ASN of the Amazon side. Default: 64512.", whole(64512))) }),
      ),
    ),
    prefixLists: optional(
      about(
        "Managed prefix lists by name.",
        byName(
          "prefix list",
          z.strictObject({
            entries: about("CIDRs by what they are.", textMap()),
            maxEntries: optional(about("How many entries the list can grow to.", whole(1, 1000))),
          }),
        ),
      ),
    ),
    eksDiscovery: optional(about("Whether subnets carry EKS's discovery tags. Default: true.", flag())),
    dns: optional(about("Whether the VPC resolver answers and instances get names. Default: true.", flag())),
  });
}
