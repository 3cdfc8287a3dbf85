import type { Construct } from "constructs";
import type { ILambdaFunction } from "../../constructs/functions/function.types";
import type { Link } from "../../constructs/links/link.types";
import type { IQueue } from "../../constructs/messaging/queue/queue.types";
import type { ITopic } from "../../constructs/messaging/topic/topic.types";
import type { NetworkProps } from "../../constructs/network/network-props";
import type { IBucket } from "../../constructs/storage/bucket.types";

/**
 * What is used: by its kind and name, such as `buckets.uploads`, or with more to say. What there is to use, the sections of the environment
 * offer, those of your own stacks among them.
 *
 * @example buckets.uploads
 */
export type Use = string | UseOptions;

/** What is used, and how. */
export interface UseOptions {
  /**
   * Kind and name, such as `buckets.uploads`.
   *
   * @example buckets.uploads
   */
  readonly name: string;
  /**
   * What may be done with it; for `buckets` one of `read`, `write`, `read-write` and `read-write-delete`.
   *
   * @example read
   * @default - what the kind says: `read-write` for `buckets`
   */
  readonly access?: string;
  /**
   * Only what is called so at its beginning, where the kind knows that: objects of `buckets`.
   *
   * @form ./use-forms#USE_FORMS.prefix
   * @example reports/
   * @default - all of it
   */
  readonly prefix?: string;
  /**
   * What the names of the environment variables begin with.
   *
   * @form ./use-forms#USE_FORMS.as
   * @example FILES
   * @default - the name: `UPLOADS` for `buckets.uploads`
   */
  readonly as?: string;
}

/** How something that is offered is asked for. */
export interface Asked<Access extends string = string> {
  /** One of the accesses that are offered; the first where nothing is said. */
  readonly access?: Access;
  /** Only what is called so at its beginning. */
  readonly prefix?: string;
}

/** What a link is made from in the stack that uses something. */
export interface Offering<Props> {
  /** In the stack that uses it, and of one thing alone: whatever is made here may have any id. */
  readonly scope: Construct;
  /** The name without the kind. */
  readonly name: string;
  /** The properties that the environment's network stack is made from. */
  readonly network: NetworkProps;
  /** The section of the stack that offers it. */
  readonly props: Props;
}

/** What calls a function by itself, or takes what it sends: a bucket, a queue or a topic of another stack. */
export type EventSource =
  | { readonly kind: "bucket"; readonly bucket: IBucket }
  | { readonly kind: "queue"; readonly queue: IQueue }
  | { readonly kind: "topic"; readonly topic: ITopic };

/** Makes the link for one way to ask. */
export type LinkMaker<Access extends string = string> = {
  // A method, so that accesses of one's own may be told in its type.
  make(asked: Asked<Access>): Link;
}["make"];

/**
 * Things of one kind that a stack offers to the services of its environment, which name them in `uses`.
 *
 * ```ts
 * offers: {
 *   databases: {
 *     names: () => ["orders"],
 *     link: ({ scope }) => {
 *       const { host, secretArn, securityGroupId } = ordersContract.read(EnvironmentStack.of(scope));
 *       const group = SecurityGroup.fromExisting(scope, "group", { securityGroupId });
 *       return databaseLink({ host, port: 5432, database: "orders", group, secretArn });
 *     },
 *   },
 * },
 * ```
 */
export interface Offer<Props, Access extends string = string> {
  /** The names of the things, by which `uses` knows them behind the kind. */
  names(props: Props): readonly string[];
  /**
   * What may be asked for as `access`; the first is what counts where nothing is asked for.
   *
   * @default - there is one way to use it, and nothing to ask for
   */
  readonly accesses?: readonly Access[];
  /**
   * Whether `prefix` can narrow it.
   *
   * @default false
   */
  readonly prefixes?: boolean;
  /**
   * Makes the link in the stack that uses the thing, from the contract of the one that offers it. Called once for a thing and a stack; what
   * pods use is linked in the stack of the cluster, and in that of what runs there, which tells them of it.
   *
   * @returns the link, or, where it depends on how it is asked for, what makes it
   */
  link(offering: Offering<Props>): Link | LinkMaker<Access>;
  /**
   * Makes what calls functions, in the stack of the functions, from the contract of the stack that offers it. Called once for a thing and a
   * stack.
   *
   * @default - it calls no functions
   */
  source?(offering: Offering<Props>): EventSource;
  /**
   * Makes the function that answers APIs, in their stack, from the contract of the stack that offers it. Called once for a thing and a stack.
   *
   * @default - it is no function
   */
  function?(offering: Offering<Props>): ILambdaFunction;
}

/** What a stack offers, by kind: `databases`, `buckets`, or a word of its own. */
export type OfferedKinds<Props> = Readonly<Record<string, Offer<Props>>>;

/** Why an environment does not have a stack for a while, for those that use what it offers. */
export interface WhyAway {
  /** What stands in the configuration: `edge.domain has delegated: false`. */
  readonly found: string;
  /** What makes it come. */
  readonly fix: string;
}
