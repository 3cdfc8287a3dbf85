import { shellWord } from "../core/texts/shell-word";

/** What commands for a bastion are made of. Values may be references. */
export type ConnectTarget =
  | {
      readonly mode: "ssm";
      readonly region: string;
      readonly instanceId: string;
      /** Name of the session document. */
      readonly document: string;
    }
  | {
      readonly mode: "ssh";
      readonly address: string;
      /**
       * Where the private key usually lies, by its kind.
       *
       * @default - it is not known; `ssh` looks where it is told by its own configuration
       */
      readonly identityFile?: string;
    }
  | { readonly mode: "instance-connect"; readonly region: string; readonly instanceId: string };

/** User that Amazon Linux has from the start. */
export const LOGIN_USER = "ec2-user";

/** AWS's document for tunnels to a host behind the instance. */
export const FORWARD_DOCUMENT = "AWS-StartPortForwardingSessionToRemoteHost";

/** The command that opens a shell. */
export function connectCommand(target: ConnectTarget): string {
  switch (target.mode) {
    case "ssm":
      return [
        "aws ssm start-session",
        `--region ${target.region}`,
        `--target ${target.instanceId}`,
        `--document-name ${target.document}`,
      ].join(" ");
    case "ssh":
      return `ssh ${identity(target)}${LOGIN_USER}@${target.address}`;
    case "instance-connect":
      return instanceConnect(target);
  }
}

function identity({ identityFile }: { readonly identityFile?: string }): string {
  return identityFile === undefined ? "" : `-i ${identityFile} `;
}

/** The command that makes `host:port`, as the bastion sees it, reachable at `localhost:localPort`. Each is one word, whatever it holds. */
export function portForwardCommand(target: ConnectTarget, host: string, port: number, localPort: number): string {
  const forward = shellWord(`${localPort}:${host}:${port}`);
  switch (target.mode) {
    case "ssm": {
      const parameters = JSON.stringify({
        host: [host],
        portNumber: [String(port)],
        localPortNumber: [String(localPort)],
      });
      return [
        "aws ssm start-session",
        `--region ${target.region}`,
        `--target ${target.instanceId}`,
        `--document-name ${FORWARD_DOCUMENT}`,
        `--parameters ${shellWord(parameters)}`,
      ].join(" ");
    }
    case "ssh":
      return `ssh ${identity(target)}-N -L ${forward} ${LOGIN_USER}@${target.address}`;
    case "instance-connect":
      return `${instanceConnect(target)} --local-forwarding ${forward}`;
  }
}

/** AWS CLI Command Reference, `ec2-instance-connect ssh`, version 2, as of 2026-11. */
function instanceConnect(target: Extract<ConnectTarget, { mode: "instance-connect" }>): string {
  return [
    "aws ec2-instance-connect ssh",
    `--region ${target.region}`,
    `--instance-id ${target.instanceId}`,
    `--os-user ${LOGIN_USER}`,
    "--connection-type eice",
  ].join(" ");
}
