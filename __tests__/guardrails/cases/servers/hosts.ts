import type { HOST_RULES } from "../../../../guardrails/rules/servers/hosts";
import type { CasesOf } from "../../rule-cases";
import { association, subnet, TO_INTERNET, TO_NAT, table, VPC } from "../networks/parts";

/** An instance with an Elastic IP, in a subnet that goes out by a route. */
function published(route: Readonly<Record<string, unknown>>) {
  return {
    ...VPC,
    aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a"), b: subnet("10.0.1.0/24", "us-east-1b") },
    aws_route_table: { own: table(route) },
    aws_route_table_association: { a: association("a", "own") },
    aws_instance: { bastion: { subnet_id: "${aws_subnet.a.id}" } },
    aws_eip: { one: { instance: "${aws_instance.bastion.id}" } },
    aws_eip_association: { one: { instance_id: "${aws_instance.bastion.id}", allocation_id: "eipalloc-1" } },
  };
}

/** Preferences of Session Manager. */
function session(inputs: Readonly<Record<string, string>>, document_type = "Session") {
  const content = JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs });
  return { aws_ssm_document: { one: { document_type, content } } };
}

const SUBNETS = published(TO_NAT);

const BEHIND = { load_balancer: [{ target_group_arn: "arn", container_name: "app", container_port: 80 }] };

const TWO_ZONES = ["${aws_subnet.a.id}", "${aws_subnet.b.id}"];

/** Data sources of images. */
function image(body: Readonly<Record<string, unknown>>) {
  return { stacks: { app: { data: { aws_ami: { linux: body } } } } };
}

/** Cases of the rules about servers and what they stand in. */
export const HOST_CASES: CasesOf<typeof HOST_RULES> = {
  "EC2-04": {
    title: "Records lead to addresses that stay.",
    fix: "give the instance an Elastic IP, and name that",
    passes: {
      "an Elastic IP": { aws_route53_record: { vpn: { type: "A", records: ["${aws_eip.vpn.public_ip}"] } } },
      "an address inside": { aws_route53_record: { vpn: { type: "A", records: ["${aws_instance.vpn.private_ip}"] } } },
    },
    fails: {
      "the address of an instance": {
        given: { aws_route53_record: { vpn: { type: "A", records: ["${aws_instance.vpn[0].public_ip}"] } } },
        told: [
          [
            "app/aws_route53_record.vpn › records",
            "${aws_instance.vpn[0].public_ip}",
            "an Elastic IP, or a load balancer",
          ],
        ],
      },
    },
  },
  "EC2-05": {
    title: "The newest image is looked for among those of named owners.",
    fix: "set owners, to amazon, self or the account of the publisher",
    passes: {
      "an owner": image({ most_recent: true, owners: ["amazon"] }),
      "an owner by a filter": image({ most_recent: true, filter: [{ name: "owner-alias", values: ["amazon"] }] }),
      "one image alone": image({ filter: [{ name: "name", values: ["base-1.2.3"] }] }),
      "owners by an expression": image({ most_recent: true, owners: "${var.owners}" }),
    },
    fails: {
      anybody: {
        given: image({ most_recent: true, filter: [{ name: "name", values: ["base-*"] }] }),
        told: [["app", "data.aws_ami.linux takes the newest of any owner", "owners"]],
      },
    },
  },
  "EC2-08": {
    title: "Elastic IPs are for what lies in a public subnet.",
    fix: "put the bastion into a public subnet, or remove the address from what is private",
    passes: {
      "a public subnet": published(TO_INTERNET),
      "a subnet from elsewhere": {
        aws_instance: { a: { subnet_id: "subnet-1" } },
        aws_eip: { a: { instance: "${aws_instance.a.id}" } },
      },
    },
    fails: {
      "a private one, in each way": {
        given: published(TO_NAT),
        told: [
          [
            "app/aws_eip.one › instance",
            "app/aws_instance.bastion lies in app/aws_subnet.a, which has no route to an internet gateway",
            "an instance in a subnet with a route to an internet gateway",
          ],
          [
            "app/aws_eip_association.one › instance_id",
            "app/aws_instance.bastion lies in app/aws_subnet.a, which has no route to an internet gateway",
            "an instance in a subnet with a route to an internet gateway",
          ],
        ],
      },
    },
  },
  "EC2-09": {
    title: "Sessions on servers of production are encrypted with a key of the account, and written down.",
    fix: "name a KMS key, and a log group or a bucket, in the document's inputs",
    passes: {
      "a key and a log group": session({ kmsKeyId: "${aws_kms_key.one.arn}", cloudWatchLogGroupName: "sessions" }),
      "a key and a bucket": session({ kmsKeyId: "alias/sessions", s3BucketName: "sessions" }),
      "a document of another kind": session({}, "Command"),
      "content by an expression": { aws_ssm_document: { one: { document_type: "Session", content: '${file("a")}' } } },
    },
    fails: {
      neither: {
        given: session({ cloudWatchLogGroupName: "", kmsKeyId: "" }),
        told: [
          ["app/aws_ssm_document.one › content", "no kmsKeyId", "kmsKeyId, and cloudWatchLogGroupName or s3BucketName"],
          ["app/aws_ssm_document.one › content", "no log", "kmsKeyId, and cloudWatchLogGroupName or s3BucketName"],
        ],
      },
    },
  },
  "EC2-11": {
    title: "An alarm tells when a server has used up its CPU credits.",
    fix: "add an alarm on CPUCreditBalance of the instance, or set cpu_credits to unlimited, which is billed",
    passes: {
      "one with an alarm": {
        aws_instance: { one: { instance_type: "t2.micro" } },
        aws_cloudwatch_metric_alarm: {
          credits: { metric_name: "CPUCreditBalance", dimensions: { InstanceId: "${aws_instance.one.id}" } },
        },
      },
      "one that goes on at a price": { aws_instance: { one: { instance_type: "t3.micro" } } },
      "one without credits": { aws_instance: { one: { instance_type: "m7g.large" } } },
    },
    fails: {
      "T2, and one that stands still by choice, with an alarm on something else": {
        given: {
          aws_instance: {
            old: { instance_type: "t2.micro" },
            standard: { instance_type: "t4g.nano", credit_specification: { cpu_credits: "standard" } },
          },
          aws_cloudwatch_metric_alarm: {
            cpu: { metric_name: "CPUUtilization", dimensions: { InstanceId: "${aws_instance.old.id}" } },
          },
        },
        told: [
          ["app/aws_instance.old › instance_type", "t2.micro without an alarm", "an alarm on CPUCreditBalance"],
          ["app/aws_instance.standard › instance_type", "t4g.nano without an alarm", "an alarm on CPUCreditBalance"],
        ],
      },
    },
  },
  "EC2-13": {
    title: "What serves behind a load balancer in production runs twice, in two zones.",
    fix: "raise the least number to 2, and add a subnet of another zone",
    passes: {
      "two in two zones": {
        ...SUBNETS,
        aws_ecs_service: { one: { ...BEHIND, desired_count: 2, network_configuration: { subnets: TWO_ZONES } } },
        aws_autoscaling_group: {
          one: { target_group_arns: ["arn"], min_size: 2, max_size: 4, vpc_zone_identifier: TWO_ZONES },
        },
      },
      "one that is scaled to two": {
        aws_ecs_service: { one: { ...BEHIND, desired_count: 1 } },
        aws_appautoscaling_target: {
          one: { min_capacity: 2, max_capacity: 4, resource_id: "service/main/${aws_ecs_service.one.name}" },
        },
      },
      "one that nobody calls": {
        aws_ecs_service: { one: { desired_count: 1 } },
        aws_autoscaling_group: { one: { min_size: 0 } },
      },
      "a number that is known later": { aws_ecs_service: { one: { ...BEHIND, desired_count: "${var.count}" } } },
    },
    fails: {
      "one, in one zone": {
        given: {
          ...SUBNETS,
          aws_ecs_service: {
            one: { ...BEHIND, desired_count: 1, network_configuration: { subnets: ["${aws_subnet.a.id}"] } },
          },
          aws_autoscaling_group: { one: { min_size: 1, max_size: 2, vpc_zone_identifier: ["${aws_subnet.b.id}"] } },
          aws_autoscaling_attachment: { one: { autoscaling_group_name: "${aws_autoscaling_group.one.name}" } },
        },
        told: [
          ["app/aws_autoscaling_group.one › min_size", "1 at least", "two or more, in subnets of two zones or more"],
          [
            "app/aws_autoscaling_group.one › vpc_zone_identifier",
            "subnets of one zone",
            "two or more, in subnets of two zones or more",
          ],
          ["app/aws_ecs_service.one › desired_count", "1 at least", "two or more, in subnets of two zones or more"],
          [
            "app/aws_ecs_service.one › network_configuration.subnets",
            "subnets of one zone",
            "two or more, in subnets of two zones or more",
          ],
        ],
      },
      "one that is scaled from one": {
        given: {
          aws_ecs_service: { one: { ...BEHIND, desired_count: 2 } },
          aws_appautoscaling_target: {
            one: { min_capacity: 1, max_capacity: 4, resource_id: "service/main/${aws_ecs_service.one.name}" },
          },
        },
        told: [
          ["app/aws_ecs_service.one › desired_count", "1 at least", "two or more, in subnets of two zones or more"],
        ],
      },
    },
  },
  "EC2-14": {
    title: "Private keys of SSH are in no state.",
    fix: "make the key where it is used, and give public_key alone; or connect by Session Manager, which needs none",
    passes: { "a public key": { aws_key_pair: { ops: { public_key: "ssh-ed25519 AAAA ops" } } } },
    fails: {
      "a key that is made": {
        given: {
          stacks: {
            app: {
              resource: {
                aws_key_pair: { ops: { public_key: "${tls_private_key.ops.public_key_openssh}" } },
                tls_private_key: { ops: {} },
              },
            },
          },
        },
        told: [
          [
            "app/aws_key_pair.ops › public_key",
            "the key of tls_private_key.ops",
            "a public key whose private half its owner keeps",
          ],
        ],
      },
    },
  },
  "EC2-20": {
    title: "Groups behind a load balancer replace servers that it finds unwell.",
    fix: "set health_check_type to ELB, with a grace period for the start",
    passes: {
      "one that asks the balancer": {
        aws_autoscaling_group: { one: { target_group_arns: ["arn"], health_check_type: "ELB" } },
      },
      "one behind none": { aws_autoscaling_group: { one: { health_check_type: "EC2" } } },
    },
    fails: {
      "one that asks the server, and one that is attached": {
        given: {
          aws_autoscaling_group: { one: { target_group_arns: ["arn"], health_check_type: "EC2" }, two: {} },
          aws_autoscaling_attachment: { two: { autoscaling_group_name: "${aws_autoscaling_group.two.name}" } },
        },
        told: [
          [
            "app/aws_autoscaling_group.one › health_check_type",
            'health_check_type = "EC2"',
            'health_check_type = "ELB"',
          ],
          [
            "app/aws_autoscaling_group.two › health_check_type",
            "health_check_type is not set",
            'health_check_type = "ELB"',
          ],
        ],
      },
    },
  },
};
