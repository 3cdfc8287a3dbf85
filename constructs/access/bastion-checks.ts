import { isBurstable } from "../compute/instance-architecture";
import { checkImageId, checkInstanceType, checkUserData } from "../compute/instance-checks";
import { checkKeyName } from "../compute/key-name";
import type { Problems } from "../core/errors";
import { checkExactName, type ExactNameKind } from "../core/names/exact-name";
import { checkName } from "../core/names/naming";
import { checkMorePolicies } from "../iam/policies/more-policies";
import { checkAlarmActions } from "../monitoring/alarm-actions";
import { checkLogRetention } from "../monitoring/log-retention";
import type { CidrPeer, PrefixListPeer } from "../security-groups/peer";
import { checkSshReach, sshSources } from "../security-groups/ssh-sources";
import { type Placement, placeBastion } from "./bastion-placement";
import type { BastionAccess, BastionNames, BastionProps, SshAccess, SsmAccess } from "./bastion-props";
import { checkPublicKey, type PublicKeyKind } from "./ssh-public-key";

/** SSH access, read and checked. */
export interface SshPlan {
  readonly sources: readonly (CidrPeer | PrefixListPeer)[];
  readonly key: SshKey;
}

/** The key of a host: one that is imported, or a key pair that exists, of which the name alone is known. */
export type SshKey = ImportedKey | { readonly keyName: string };

/** A public key that EC2 imports. */
export interface ImportedKey {
  readonly publicKey: string;
  readonly kind: PublicKeyKind;
}

/** Everything that is decided before the first resource is made. */
export interface BastionPlan {
  readonly access: BastionAccess;
  readonly placement: Placement;
  readonly instanceType: string;
  /** Only with access `ssh`. */
  readonly ssh?: SshPlan;
}

const DEFAULT_INSTANCE_TYPE = "t4g.nano";

/** dnf needs more than the 512 MiB of a nano (amazon-linux-2023 issue 404, as of 2026-11), and packages are installed at the first boot. */
const INSTALLING_INSTANCE_TYPE = "t4g.micro";

/**
 * Checks the properties of a bastion and decides where it lies.
 *
 * @param deployedZone zone that the bastion is deployed in
 * @throws GroundplanError with everything that is wrong
 */
export function planBastion(props: BastionProps, deployedZone: string | undefined, problems: Problems): BastionPlan {
  const access = props.access ?? { mode: "ssm" };
  const installs = props.cloudWatchAgent === true || props.userData !== undefined;
  const instanceType = props.instanceType ?? (installs ? INSTALLING_INSTANCE_TYPE : DEFAULT_INSTANCE_TYPE);
  const placement = placeBastion(props, access.mode, deployedZone, problems);
  const ssh = access.mode === "ssh" ? planSsh(access, props, problems) : undefined;
  if (ssh && placement) checkSshReach(ssh.sources, placement.tier, problems, "access.from");
  if (access.mode === "ssm") checkSsm(access, problems);
  checkInstance(props, { instanceType, usual: installs ? INSTALLING_INSTANCE_TYPE : DEFAULT_INSTANCE_TYPE }, problems);
  checkUserData(props.userData, problems);
  checkAlarm(props.alarmActions ?? [], instanceType, problems);
  checkMorePolicies(props.morePolicies, problems);
  checkNames(props.names ?? {}, problems);
  problems.throwIfAny();
  if (!placement) throw new Error("a bastion without placement and without a problem");
  return { access, placement, instanceType, ...(ssh ? { ssh } : {}) };
}

/** Kinds of the names of a bastion, beside its role. */
const NAME_KINDS = {
  instanceProfileName: "instanceProfile",
  securityGroupName: "securityGroup",
  sessionDocumentName: "ssmDocument",
  sessionLogGroupName: "logGroup",
  sessionKeyAliasName: "kmsAlias",
  systemLogGroupName: "logGroup",
  agentParameterName: "ssmParameter",
  creditAlarmName: "alarm",
} as const satisfies Record<Exclude<keyof BastionNames, "roleName">, ExactNameKind>;

function checkNames(names: BastionNames, problems: Problems): void {
  if (names.roleName !== undefined) checkName("iamRole", names.roleName, problems, "names.roleName");
  for (const [key, kind] of Object.entries(NAME_KINDS)) {
    checkExactName(kind, names[key as keyof typeof NAME_KINDS], problems, `names.${key}`);
  }
}

function planSsh(access: SshAccess, props: BastionProps, problems: Problems): SshPlan | undefined {
  const opening = {
    network: props.network,
    to: "the bastion",
    instead: 'use Session Manager: access: { mode: "ssm" }',
  };
  const sources = sshSources(access.from, opening, problems, "access.from");
  const key = planKey(access, problems);
  return key && { sources, key };
}

function planKey({ publicKey, keyName }: SshAccess, problems: Problems): SshKey | undefined {
  if ((publicKey === undefined) === (keyName === undefined)) {
    problems.add("access", {
      code: "SSH_KEY",
      message: "A host for SSH has one key.",
      found:
        keyName === undefined ? "neither publicKey nor keyName" : `publicKey and keyName ${JSON.stringify(keyName)}`,
      expected: "publicKey, which is imported, or keyName, the name of a key pair that exists",
      fix:
        keyName === undefined
          ? "write the line of a .pub file into publicKey, or the name of a key pair into keyName"
          : "leave one of the two out",
    });
    return undefined;
  }
  if (keyName !== undefined) {
    checkKeyName(keyName, "access.keyName", problems);
    return { keyName };
  }
  const kind = publicKey === undefined ? undefined : checkPublicKey(publicKey, problems, "access.publicKey");
  return kind && publicKey !== undefined ? { publicKey: publicKey.trim(), kind } : undefined;
}

function checkSsm(access: SsmAccess, problems: Problems): void {
  if (access.logRetentionDays !== undefined) {
    checkLogRetention(access.logRetentionDays, problems, "access.logRetentionDays");
  }
  if (access.runAs === undefined || /^[a-z_][a-z0-9_-]{0,31}$/.test(access.runAs)) return;
  problems.add("access.runAs", {
    code: "USER_NAME_INVALID",
    message: "This is not the name of a Linux user.",
    found: `"${access.runAs}"`,
    expected: "a lower-case letter or _, then at most 31 of a-z, 0-9, _ and -",
    fix: "write the name as it stands in /etc/passwd, such as ec2-user",
  });
}

function checkInstance(
  props: BastionProps,
  { instanceType, usual }: { readonly instanceType: string; readonly usual: string },
  problems: Problems,
): void {
  checkInstanceType(instanceType, `leave it out for ${usual}, which is enough here`, problems);
  checkImageId(props.ami, "ami", problems);
}

function checkAlarm(actions: readonly string[], instanceType: string, problems: Problems): void {
  if (actions.length > 0 && !isBurstable(instanceType)) {
    problems.add("alarmActions", {
      code: "ALARM_WITHOUT_CREDITS",
      message: "Only burstable (T) types have CPU credits, so there is no alarm that could tell anybody.",
      found: `${actions.length} alarm actions with ${instanceType}`,
      expected: "alarm actions with a type of family t2, t3, t3a or t4g only",
      fix: "leave `alarmActions` out, or choose a burstable type",
    });
  }
  checkAlarmActions(actions, "alarmActions", problems);
}
