import type { Emulator } from "../../../emulator/server";

/** Account and region of every transition, so that all of a lane can share one provider. */
export const ACCOUNT = "111111111111";
export const REGION = "ap-northeast-2";

/** Calls of the emulator without Terraform: what somebody else, or AWS by itself, does. */
export class Calls {
  constructor(private readonly emulator: Emulator) {}

  async ec2(action: string, parameters: Record<string, string> = {}): Promise<string> {
    const body = new URLSearchParams({ Action: action, Version: "2016-11-15", ...parameters });
    const response = await fetch(this.emulator.url, { method: "POST", headers: headersOf("ec2"), body });
    return response.text();
  }

  /**
   * Calls an operation of a service that speaks JSON.
   *
   * @param service as in signatures: `application-autoscaling`
   * @param target what `X-Amz-Target` names: `AnyScaleFrontendService.RegisterScalableTarget`
   * @throws Error with the answer, if it is no success
   */
  async json<T>(service: string, target: string, input: object): Promise<T> {
    const headers = {
      ...headersOf(service),
      "X-Amz-Target": target,
      "Content-Type": "application/x-amz-json-1.1",
    };
    const response = await fetch(this.emulator.url, { method: "POST", headers, body: JSON.stringify(input) });
    if (!response.ok) throw new Error(`${target}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /**
   * Calls an operation of Route 53.
   *
   * @param path behind the version of the API: `hostedzone`
   * @param body the request as XML; without it the operation is one that reads
   * @throws Error with the answer, if it is no success
   */
  async route53(path: string, body?: string): Promise<string> {
    const url = `${this.emulator.url}/2013-04-01/${path}`;
    const headers = { ...headersOf("route53"), "Content-Type": "text/xml" };
    const response = await fetch(url, body === undefined ? { headers } : { method: "POST", headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text;
  }

  /** Asks for a certificate. The emulator validates it by itself. */
  async certificate(name: string, ...others: string[]): Promise<string> {
    const input = { DomainName: name, SubjectAlternativeNames: others, ValidationMethod: "DNS" };
    const answer = await this.json<{ CertificateArn: string }>("acm", "CertificateManager.RequestCertificate", input);
    return answer.CertificateArn;
  }
}

function headersOf(service: string): Record<string, string> {
  const scope = `EMULATOR${ACCOUNT}/20250101/${REGION}/${service}/aws4_request`;
  return { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}
