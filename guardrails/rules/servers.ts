import type { Rules } from "./rule.types";
import { inEach, on, oneOf, settingRule } from "./setting-rule";

/** What a setting of an instance that comes from its launch template is asked of there. */
const SESSIONS_ONLY = oneOf("metadata_options.http_tokens", ["required"]);

/** Rules about servers, the templates that they are started from, and their volumes. */
export const SERVER_RULES = {
  "EC2-01": settingRule({
    level: "error",
    title: "Instances answer for their metadata only to requests with a session token (IMDSv2).",
    reason: "Without a token one request that an application is made to send hands over the role of its host.",
    fix: "set metadata_options.http_tokens to required",
    source: "AWS Security Hub User Guide, controls EC2.8 and AutoScaling.3, read 2026-11",
    settings: {
      // One that is started from a template has what the template says, unless it says otherwise.
      aws_instance: {
        ...SESSIONS_ONLY,
        concerns: (one) => one.lacks("launch_template") || !one.lacks("metadata_options"),
      },
      aws_launch_template: SESSIONS_ONLY,
      aws_launch_configuration: SESSIONS_ONLY,
    },
  }),
  "EC2-15": settingRule({
    level: "production",
    title: "Volumes of servers in production are encrypted.",
    reason: "A volume that was made without encryption is encrypted only by a copy of it.",
    fix: "set encrypted to true, which replaces a volume that exists: copy it by a snapshot first",
    source: "AWS Security Hub User Guide, control EC2.3, read 2026-11",
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
} as const satisfies Rules;
