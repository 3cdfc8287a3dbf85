import type { LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";
import { checkHsts, DAY_SECONDS, type Hsts } from "../../core/checks/hsts";
import type { Problems } from "../../core/errors";
import { remember, remembered, rememberedTexts } from "../../core/memory/remembered";
import type { RemovedHeader, RequestHeaderNames, ResponseHeaders } from "./listener-headers.types";

/** What is remembered of a listener: the response headers that it has put on, the request headers that it has renamed. */
const RESPONSE = "responseHeaders";
const RENAMED = "requestHeaderNames";
const HIDES_SERVER = "hidesServer";

const REMOVED: RemovedHeader = "removed";

/** Name of a header (RFC 9110, 5.1). */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** Value of a header without line breaks and other control characters (RFC 9110, 5.5). */
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

type ResponseAttribute = Extract<keyof LbListenerConfig, `routingHttpResponse${string}HeaderValue`>;
type RequestAttribute = Extract<keyof LbListenerConfig, `routingHttpRequest${string}HeaderName`>;

/** A response header: where it is written, what the provider and AWS call it. */
interface KnownHeader {
  readonly property: string;
  readonly header: string;
  readonly attribute: ResponseAttribute;
  readonly key: string;
  readonly read: (headers: ResponseHeaders) => string | undefined;
}

function known(property: string, header: string, attribute: ResponseAttribute, read: KnownHeader["read"]): KnownHeader {
  const key = `routing.http.response.${header.toLowerCase().replaceAll("-", "_")}.header_value`;
  return { property, header, attribute, key, read };
}

/** Elastic Load Balancing API Reference, `ListenerAttribute`, as of 2026-11. */
const HEADERS: readonly KnownHeader[] = [
  known(
    "hsts",
    "Strict-Transport-Security",
    "routingHttpResponseStrictTransportSecurityHeaderValue",
    ({ hsts }) => hsts && (hsts === REMOVED ? hsts : hstsText(hsts)),
  ),
  known("frames", "X-Frame-Options", "routingHttpResponseXFrameOptionsHeaderValue", ({ frames }) => frames),
  known(
    "contentSecurityPolicy",
    "Content-Security-Policy",
    "routingHttpResponseContentSecurityPolicyHeaderValue",
    ({ contentSecurityPolicy }) => contentSecurityPolicy,
  ),
  known(
    "contentTypeOptions",
    "X-Content-Type-Options",
    "routingHttpResponseXContentTypeOptionsHeaderValue",
    ({ contentTypeOptions }) => contentTypeOptions,
  ),
  known(
    "cors.origin",
    "Access-Control-Allow-Origin",
    "routingHttpResponseAccessControlAllowOriginHeaderValue",
    ({ cors }) => cors?.origin,
  ),
  known(
    "cors.methods",
    "Access-Control-Allow-Methods",
    "routingHttpResponseAccessControlAllowMethodsHeaderValue",
    ({ cors }) => cors?.methods,
  ),
  known(
    "cors.headers",
    "Access-Control-Allow-Headers",
    "routingHttpResponseAccessControlAllowHeadersHeaderValue",
    ({ cors }) => cors?.headers,
  ),
  known(
    "cors.exposed",
    "Access-Control-Expose-Headers",
    "routingHttpResponseAccessControlExposeHeadersHeaderValue",
    ({ cors }) => cors?.exposed,
  ),
  known(
    "cors.credentials",
    "Access-Control-Allow-Credentials",
    "routingHttpResponseAccessControlAllowCredentialsHeaderValue",
    ({ cors }) => (cors?.credentials === undefined ? undefined : String(cors.credentials)),
  ),
  known(
    "cors.maxAgeSeconds",
    "Access-Control-Max-Age",
    "routingHttpResponseAccessControlMaxAgeHeaderValue",
    ({ cors }) => (cors?.maxAgeSeconds === undefined ? undefined : String(cors.maxAgeSeconds)),
  ),
];

/** The names that AWS gives to the headers of a request, and the attribute that renames each. */
const REQUEST_HEADERS: Readonly<Record<keyof RequestHeaderNames, readonly [string, RequestAttribute]>> = {
  tlsVersion: ["X-Amzn-Tls-Version", "routingHttpRequestXAmznTlsVersionHeaderName"],
  tlsCipherSuite: ["X-Amzn-Tls-Cipher-Suite", "routingHttpRequestXAmznTlsCipherSuiteHeaderName"],
  clientCertificate: ["X-Amzn-Mtls-Clientcert", "routingHttpRequestXAmznMtlsClientcertHeaderName"],
  clientCertificateSerialNumber: [
    "X-Amzn-Mtls-Clientcert-Serial-Number",
    "routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName",
  ],
  clientCertificateIssuer: ["X-Amzn-Mtls-Clientcert-Issuer", "routingHttpRequestXAmznMtlsClientcertIssuerHeaderName"],
  clientCertificateSubject: [
    "X-Amzn-Mtls-Clientcert-Subject",
    "routingHttpRequestXAmznMtlsClientcertSubjectHeaderName",
  ],
  clientCertificateValidity: [
    "X-Amzn-Mtls-Clientcert-Validity",
    "routingHttpRequestXAmznMtlsClientcertValidityHeaderName",
  ],
  clientCertificateLeaf: ["X-Amzn-Mtls-Clientcert-Leaf", "routingHttpRequestXAmznMtlsClientcertLeafHeaderName"],
};

function hstsText({ days, subdomains = false, preload = false }: Hsts): string {
  return [
    `max-age=${days * DAY_SECONDS}`,
    ...(subdomains ? ["includeSubDomains"] : []),
    ...(preload ? ["preload"] : []),
  ].join("; ");
}

/** Checks the headers that a listener is to put on: `HSTS_…`, `RESPONSE_HEADER_INVALID`, `CORS_CREDENTIALS`. */
export function checkResponseHeaders(headers: ResponseHeaders, property: string, problems: Problems): void {
  const { hsts, cors } = headers;
  if (hsts !== undefined && hsts !== REMOVED) checkHsts(hsts, `${property}.hsts`, problems);
  for (const { property: name, header, read } of HEADERS) {
    const value = read(headers);
    if (value === undefined || HEADER_VALUE.test(value)) continue;
    problems.add(`${property}.${name}`, {
      code: "RESPONSE_HEADER_INVALID",
      message: `This is not a value that ${header} can have.`,
      found: JSON.stringify(value),
      expected: "characters of ASCII without line breaks, no space at the ends",
      fix: value.trim() === "" ? `leave ${name} out` : `write "${plainValue(value)}"`,
    });
  }
  if (cors?.credentials === true && cors.origin === "*") {
    problems.add(`${property}.cors.credentials`, {
      code: "CORS_CREDENTIALS",
      message:
        "Browsers refuse an answer that lets every origin read it and send cookies (Fetch Standard, CORS protocol).",
      found: 'credentials: true with origin: "*"',
      expected: "one origin that is named, or no credentials",
      fix: 'name the origin, such as "https://www.example.com", or leave credentials out',
    });
  }
}

function plainValue(value: string): string {
  return value
    .replace(/\s+/g, " ")
    .replace(/[^\x20-\x7e]/g, "")
    .trim();
}

/** What makes a balancer send the headers that can be renamed. */
export interface RenamedSources {
  readonly tlsHeaders?: boolean | undefined;
  readonly mutualTls?: unknown;
}

/** Checks the new names of headers: `REQUEST_HEADER_INVALID`, `REQUEST_HEADER_UNUSED`. */
export function checkRequestHeaderNames(
  names: RequestHeaderNames,
  { tlsHeaders = false, mutualTls }: RenamedSources,
  property: string,
  problems: Problems,
): void {
  for (const [name, value] of Object.entries(names) as [keyof RequestHeaderNames, string | undefined][]) {
    if (value === undefined) continue;
    const [source, isSent] = name.startsWith("tls")
      ? ["tlsHeaders: true", tlsHeaders]
      : ["mutualTls", mutualTls !== undefined];
    if (!isSent) {
      problems.add(`${property}.${name}`, {
        code: "REQUEST_HEADER_UNUSED",
        message: "The header gets another name, and is never sent.",
        found: `${name}: "${value}" without ${source}`,
        expected: `a name only for a header that targets get by ${source}`,
        fix: `add ${source}, or leave ${name} out`,
      });
    }
    if (HEADER_NAME.test(value)) continue;
    problems.add(`${property}.${name}`, {
      code: "REQUEST_HEADER_INVALID",
      message: "This is not the name of a header.",
      found: JSON.stringify(value),
      expected: "letters, digits and -, without spaces and colons",
      fix: `write "${value.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-|-$/g, "") || REQUEST_HEADERS[name][0]}"`,
    });
  }
}

/**
 * The attributes of a listener for its response headers, and what is remembered of them. A header that was put on before and is not named
 * any more would stay, which is told: `RESPONSE_HEADER_STAYS`.
 */
export function responseHeaderAttributes(
  listener: Construct,
  headers: ResponseHeaders,
  property: string,
  problems: Problems,
): Partial<LbListenerConfig> {
  const before = rememberedTexts(listener, RESPONSE) ?? [];
  const written = HEADERS.flatMap((one) => {
    const value = one.read(headers);
    return value === undefined ? [] : [{ ...one, value }];
  });
  for (const { property: name, header, key } of HEADERS) {
    if (!before.includes(header) || written.some((one) => one.header === header)) continue;
    problems.add(`${property}.${name}`, {
      code: "RESPONSE_HEADER_STAYS",
      message: `The listener would go on sending ${header}: Terraform's provider takes no header off.`,
      found: `no ${name}, and the listener "${listener.node.id}" was deployed with it`,
      expected: "a value, or removed",
      fix: `take it off with \`aws elbv2 modify-listener-attributes --listener-arn <arn> --attributes Key=${key},Value=\`, and write ${name}: "${REMOVED}"`,
    });
  }
  if (written.length > 0) remember(listener, RESPONSE, written.map(({ header }) => header).sort());
  const hid = remembered(listener, HIDES_SERVER) === true;
  if (headers.server === false) remember(listener, HIDES_SERVER, true);
  const server = headers.server ?? (hid ? true : undefined);
  return {
    ...Object.fromEntries(written.map(({ attribute, value }) => [attribute, value === REMOVED ? "" : value])),
    ...(server === undefined ? {} : { routingHttpResponseServerEnabled: server }),
  };
}

/** The attributes of a listener for renamed headers. What was renamed before and is not any more gets AWS's name. */
export function requestHeaderAttributes(listener: Construct, names: RequestHeaderNames): Partial<LbListenerConfig> {
  const before = rememberedTexts(listener, RENAMED) ?? [];
  const entries = Object.entries(REQUEST_HEADERS) as [keyof RequestHeaderNames, readonly [string, RequestAttribute]][];
  const now = entries.map(([name]) => name).filter((name) => names[name] !== undefined);
  if (now.length > 0) remember(listener, RENAMED, now);
  return Object.fromEntries(
    entries.flatMap(([name, [usual, attribute]]) => {
      const value = names[name] ?? (before.includes(name) ? usual : undefined);
      return value === undefined ? [] : [[attribute, value]];
    }),
  );
}
