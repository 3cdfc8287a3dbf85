import type { Emulator } from "../../../emulator/server";

/** An answer of the emulator: the HTTP status, and what the body says. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the answers of AWS have a hundred shapes, and the tests look at single values.
  readonly body: any;
}

const ACCOUNT = "222222222222";
const REGION = "ap-northeast-2";

/** Calls EKS, EC2 and Systems Manager of an emulator directly, as account 222222222222 in ap-northeast-2. */
export class EksApi {
  constructor(private readonly emulator: Emulator) {}

  /** ARN of a role in the account. */
  role(name: string): string {
    return `arn:aws:iam::${ACCOUNT}:role/${name}`;
  }

  post(path: string, body: object = {}): Promise<Answer> {
    return this.#eks("POST", path, JSON.stringify(body));
  }

  get(path: string): Promise<Answer> {
    return this.#eks("GET", path);
  }

  delete(path: string): Promise<Answer> {
    return this.#eks("DELETE", path);
  }

  /** Value of a parameter of Systems Manager, or undefined if there is none. */
  async parameter(name: string): Promise<string | undefined> {
    const headers = { ...this.#headers("ssm"), "X-Amz-Target": "AmazonSSM.GetParameter" };
    const response = await fetch(this.emulator.url, { method: "POST", headers, body: JSON.stringify({ Name: name }) });
    return ((await response.json()) as { Parameter?: { Value: string } }).Parameter?.Value;
  }

  /** Calls EC2 and returns the answer's XML. */
  async ec2(action: string, parameters: Record<string, string> = {}): Promise<string> {
    const body = new URLSearchParams({ Action: action, Version: "2016-11-15", ...parameters });
    const response = await fetch(this.emulator.url, { method: "POST", headers: this.#headers("ec2"), body });
    return response.text();
  }

  /** Makes a VPC with a subnet in each of two zones. */
  async network(cidr = "10.0"): Promise<{ vpcId: string; subnetIds: string[] }> {
    const vpcId = valueIn(await this.ec2("CreateVpc", { CidrBlock: `${cidr}.0.0/16` }), "vpcId");
    const subnet = async (zone: string, number: number) => {
      const parameters = { VpcId: vpcId, CidrBlock: `${cidr}.${number}.0/24`, AvailabilityZone: `${REGION}${zone}` };
      return valueIn(await this.ec2("CreateSubnet", parameters), "subnetId");
    };
    return { vpcId, subnetIds: [await subnet("a", 0), await subnet("c", 1)] };
  }

  /** Makes a cluster in a network of its own, with access entries unless `settings` say otherwise. */
  async cluster(name: string, settings: Record<string, unknown> = {}): Promise<{ subnetIds: string[]; vpcId: string }> {
    const network = await this.network();
    const answer = await this.post("/clusters", {
      name,
      roleArn: this.role("cluster"),
      resourcesVpcConfig: { subnetIds: network.subnetIds },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      version: "1.34",
      ...settings,
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return network;
  }

  async #eks(method: string, path: string, body?: string): Promise<Answer> {
    const response = await fetch(`${this.emulator.url}${path}`, { method, headers: this.#headers("eks"), body });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  #headers(service: string): Record<string, string> {
    const scope = `EMULATOR${ACCOUNT}/20250101/${REGION}/${service}/aws4_request`;
    return { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
  }
}

/** The first value of an element in an answer of EC2. Throws if there is none. */
export function valueIn(xml: string, element: string): string {
  const value = new RegExp(`<${element}>([^<]+)</${element}>`).exec(xml)?.[1];
  if (value === undefined) throw new Error(`There is no ${element} in ${xml}`);
  return value;
}
