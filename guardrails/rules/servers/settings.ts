import type { Rules } from "../rule.types";
import { atMost, inEach, leftOut, noneOf, notOff, off, on, oneOf, set, settingRule } from "../setting-rule";

/** What a setting of an instance that comes from its launch template is asked of there. */
const SESSIONS_ONLY = oneOf("metadata_options.http_tokens", ["required"]);

/** Rules about servers, the templates that they are started from, and their volumes. */
export const SERVER_SETTING_RULES = {
  "EC2-01": settingRule({
    level: "error",
    title: "Instances answer for their metadata only to requests with a session token (IMDSv2).",
    reason: "Without a token one request that an application is made to send hands over the role of its host.",
    fix: "set metadata_options.http_tokens to required",
    source: "AWS Security Hub User Guide, controls EC2.8, EC2.170 and AutoScaling.3, read 2026-11",
    settings: {
      // One that is started from a template has what the template says, unless it says otherwise.
      aws_instance: {
        ...SESSIONS_ONLY,
        concerns: (one) => one.lacks("launch_template") || !one.lacks("metadata_options"),
      },
      aws_launch_template: SESSIONS_ONLY,
      aws_launch_configuration: SESSIONS_ONLY,
      aws_ec2_instance_metadata_defaults: noneOf("http_tokens", ["optional"]),
    },
  }),
  "EC2-02": settingRule({
    level: "error",
    title: "Answers about an instance's metadata go no further than a container on it.",
    reason: "Each hop more lets them through another network, whose members get the role of the host.",
    fix: "leave http_put_response_hop_limit out, which is 1, or set 2 where containers of a network of their own need it",
    source: 'Amazon EC2 User Guide, "Configure the Instance Metadata Service options", read 2026-12',
    settings: {
      aws_instance: atMost("metadata_options.http_put_response_hop_limit", 2, true),
      aws_launch_template: atMost("metadata_options.http_put_response_hop_limit", 2, true),
      aws_launch_configuration: atMost("metadata_options.http_put_response_hop_limit", 2, true),
    },
  }),
  "EC2-06": settingRule({
    level: "production",
    title: "Servers of production say what a change of their user data does.",
    reason: "It stops the server, and its new script is not run, or it makes the server anew; either is an outage.",
    fix: "set user_data_replace_on_change to true, which makes the server anew and runs the script, or to false, which stops and starts it",
    source: "Terraform AWS provider 5.100, `aws_instance`, read 2026-11",
    settings: {
      aws_instance: {
        ...oneOf("user_data_replace_on_change", [true, false, "true", "false"]),
        expected: "= true or false",
        concerns: (one) => !one.lacks("user_data") || !one.lacks("user_data_base64"),
      },
    },
  }),
  "EC2-07": settingRule({
    level: "error",
    title: "Servers have no address on the internet by themselves.",
    reason:
      "It changes with each stop, nobody has asked for it, and it is one rule of a security group away from everybody.",
    fix: "leave it out, and give an Elastic IP to what needs an address",
    source: "AWS Security Hub User Guide, controls EC2.9, EC2.25 and Autoscaling.5, read 2026-11",
    settings: {
      aws_instance: off("associate_public_ip_address"),
      aws_launch_template: inEach("network_interfaces", off("associate_public_ip_address")),
      aws_launch_configuration: off("associate_public_ip_address"),
      aws_spot_instance_request: off("associate_public_ip_address"),
    },
  }),
  "EC2-12": settingRule({
    level: "warning",
    title: "Launch configurations say whether instances report every minute.",
    reason: "It is on where nothing is said, and billed for each instance.",
    fix: "set enable_monitoring to false, or to true where a minute counts",
    source: "Terraform AWS provider 5.100, `aws_launch_configuration`, read 2026-11",
    settings: { aws_launch_configuration: set("enable_monitoring") },
  }),
  "EC2-15": settingRule({
    level: "production",
    title: "Volumes of servers in production are encrypted.",
    reason: "A volume that was made without encryption is encrypted only by a copy of it.",
    fix: "set encrypted to true, which replaces a volume that exists: copy it by a snapshot first",
    source: "AWS Security Hub User Guide, controls EC2.3 and EC2.181, read 2026-11",
    settings: {
      // A copy of a snapshot is encrypted as that is.
      aws_ebs_volume: { ...on("encrypted"), concerns: (one) => one.lacks("snapshot_id") },
      aws_instance: [
        { ...on("root_block_device.encrypted"), concerns: (one) => one.lacks("launch_template") },
        inEach("ebs_block_device", on("encrypted")),
      ],
      aws_launch_template: inEach("block_device_mappings", on("ebs.encrypted")),
      aws_launch_configuration: [on("root_block_device.encrypted"), inEach("ebs_block_device", on("encrypted"))],
    },
  }),
  "EC2-16": settingRule({
    level: "error",
    title: "Images and snapshots are for named accounts.",
    reason: "Everybody may start or copy what is public, with all that was left on its disk.",
    fix: "name the accounts or the organization that need it",
    source:
      'AWS Security Hub User Guide, control EC2.182, and Amazon EC2 User Guide, "Make your AMI publicly available for use in Amazon EC2", read 2026-11',
    settings: {
      aws_ami_launch_permission: noneOf("group", ["all"]),
      aws_ebs_snapshot_block_public_access: noneOf("state", ["unblocked"], true),
    },
  }),
  "EC2-17": settingRule({
    level: "production",
    title: "Accounts of production encrypt new volumes by default.",
    reason: "A volume that somebody adds by hand is encrypted then, too.",
    fix: "leave enabled out, which is true",
    source: "AWS Security Hub User Guide, control EC2.7, read 2026-11",
    settings: { aws_ebs_encryption_by_default: notOff("enabled") },
  }),
  "EC2-18": settingRule({
    level: "warning",
    title: "Network interfaces take what is for them alone.",
    reason: "One that passes on what is for others is a way around routes; NAT instances and firewalls need it.",
    fix: "leave source_dest_check out, or exempt what is made to pass on",
    source: "AWS Security Hub User Guide, control EC2.180, read 2026-11",
    settings: { aws_network_interface: notOff("source_dest_check") },
  }),
  "EC2-19": settingRule({
    level: "warning",
    title: "Groups start their servers from launch templates.",
    reason: "Launch configurations have no versions, and accounts that are new make none any more.",
    fix: "name a launch_template in place of launch_configuration",
    source: "AWS Security Hub User Guide, control AutoScaling.9, read 2026-11",
    settings: { aws_autoscaling_group: leftOut("launch_configuration") },
  }),
} as const satisfies Rules;
