// The bastion: how people get to private hosts. Session Manager, SSH or EC2 Instance Connect.
export { accessContract, bastionFromContract, publishAccess } from "./access-contract";
export { Bastion } from "./bastion";
export type {
  BastionAccess,
  BastionNames,
  BastionProps,
  InstanceConnectAccess,
  SshAccess,
  SsmAccess,
} from "./bastion-props";
