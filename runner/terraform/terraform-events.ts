/** What Terraform does, or will do, with a resource. `remove` is to forget it: it stays where it is. */
export type ResourceAction =
  | "create"
  | "read"
  | "update"
  | "delete"
  | "replace"
  | "move"
  | "import"
  | "remove"
  | "noop";

/** A change of one resource that a plan holds. */
export interface PlannedChange {
  readonly address: string;
  readonly action: ResourceAction;
  /** Why, in Terraform's terms: `cannot_update`, `tainted`. */
  readonly reason?: string;
  /** The id by which it is taken over; it may be updated in the same go. */
  readonly importing?: string;
  /** The address that it had before. */
  readonly movedFrom?: string;
}

/** Something that Terraform reports while it runs, read from its `-json` stream. */
export type TerraformEvent =
  | { readonly kind: "planned"; readonly change: PlannedChange }
  /** What is there before has an id. */
  | { readonly kind: "started"; readonly address: string; readonly action: ResourceAction; readonly id?: string }
  /** It goes on, these seconds after it was started; Terraform tells it every ten. */
  | { readonly kind: "waiting"; readonly address: string; readonly action: ResourceAction; readonly seconds: number }
  | { readonly kind: "failed"; readonly address: string; readonly action: ResourceAction }
  /** A created resource has an id. */
  | { readonly kind: "finished"; readonly address: string; readonly action: ResourceAction; readonly id?: string }
  /** What was found has an id. */
  | { readonly kind: "refreshed"; readonly address: string; readonly id?: string }
  | { readonly kind: "counted"; readonly operation: string; readonly counts: Counts }
  | { readonly kind: "outputs"; readonly actions: Readonly<Record<string, ResourceAction>> }
  | { readonly kind: "diagnostic"; readonly severity: "error" | "warning"; readonly text: string };

/** Numbers of resources, as Terraform counts them: a replaced one is added and removed. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** One line of Terraform's output: its readable text, and the event that it stands for, if it is one that is followed. */
export interface OutputLine {
  readonly text: string;
  readonly event?: TerraformEvent;
}

/** Reads one line of a `-json` stream. A line that is no JSON (a wrapper's or a provider's) is its own text. */
export function readLine(line: string): OutputLine {
  const message = parse(line);
  if (!message) return { text: line };
  const event = eventOf(message);
  return { text: event?.kind === "diagnostic" ? `\n${event.text}\n` : (message["@message"] ?? line), event };
}

function parse(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

const HOOKS: Readonly<Record<string, "started" | "finished" | "failed">> = {
  apply_start: "started",
  apply_complete: "finished",
  apply_errored: "failed",
};

function eventOf(message: Message): TerraformEvent | undefined {
  const { type, change, hook, changes, outputs, diagnostic } = message;
  const kind = HOOKS[type ?? ""];
  if (kind && hook) {
    const { resource, action = "noop", id_value: id } = hook;
    return { kind, address: resource.addr, action, ...(kind !== "failed" && id ? { id } : {}) };
  }
  if (type === "apply_progress" && hook?.elapsed_seconds !== undefined) {
    const { resource, action = "noop", elapsed_seconds: seconds } = hook;
    return { kind: "waiting", address: resource.addr, action, seconds };
  }
  if (type === "refresh_complete" && hook) {
    const { resource, id_value: id } = hook;
    return { kind: "refreshed", address: resource.addr, ...(id ? { id } : {}) };
  }
  if (type === "planned_change" && change) {
    const { resource, previous_resource: previous, action, reason, importing } = change;
    const told = {
      ...(reason ? { reason } : {}),
      ...(importing ? { importing: importing.id ?? "" } : {}),
      ...(previous ? { movedFrom: previous.addr } : {}),
    };
    return { kind: "planned", change: { address: resource.addr, action, ...told } };
  }
  if (type === "change_summary" && changes) {
    const { operation, add, change: changed, remove } = changes;
    return { kind: "counted", operation, counts: { add, change: changed, remove } };
  }
  if (type === "outputs" && outputs) {
    const actions = Object.entries(outputs).map(([name, { action }]) => [name, action ?? "noop"]);
    return { kind: "outputs", actions: Object.fromEntries(actions) };
  }
  if (type === "diagnostic" && diagnostic) {
    return { kind: "diagnostic", severity: diagnostic.severity, text: diagnosticText(diagnostic) };
  }
  return undefined;
}

/** A diagnostic whole, in the order in which Terraform tells it to people. */
function diagnosticText({ severity, summary, detail, address, range, snippet }: Diagnostic): string {
  const title = `${severity === "error" ? "Error" : "Warning"}: ${summary}`;
  const place = [
    ...(address ? [`  with ${address},`] : []),
    ...(range
      ? [`  on ${range.filename} line ${range.start.line}${snippet?.context ? `, in ${snippet.context}` : ""}:`]
      : []),
    ...(range && snippet ? [`  ${range.start.line}: ${snippet.code.split("\n")[0] ?? ""}`] : []),
  ];
  return [title, ...(place.length > 0 ? ["", ...place] : []), ...(detail ? ["", detail] : [])].join("\n");
}

/** The parts of a message that are read here (Terraform's "Machine-Readable UI", version 1). */
interface Message {
  readonly "@message"?: string;
  readonly type?: string;
  readonly change?: {
    readonly resource: { readonly addr: string };
    readonly previous_resource?: { readonly addr: string };
    readonly action: ResourceAction;
    readonly reason?: string;
    readonly importing?: { readonly id?: string };
  };
  readonly hook?: {
    readonly resource: { readonly addr: string };
    readonly action?: ResourceAction;
    readonly id_value?: string;
    readonly elapsed_seconds?: number;
  };
  readonly changes?: Counts & { readonly operation: string };
  readonly outputs?: Readonly<Record<string, { readonly action?: ResourceAction }>>;
  readonly diagnostic?: Diagnostic;
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null; readonly code: string };
}
