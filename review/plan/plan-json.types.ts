/**
 * The parts of Terraform's plan JSON that are read, in format 1.x (Terraform documentation, "JSON Output Format", read 2026-11). OpenTofu
 * writes the same.
 */
export interface PlanJson {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly resource_changes?: readonly ResourceChangeJson[];
  /** What has changed since the last apply. */
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  readonly configuration?: {
    readonly root_module?: ModuleJson;
    readonly provider_config?: Readonly<Record<string, ProviderJson>>;
  };
  /** Values of the root module's variables. */
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
  /** Whether planning failed, so that the plan is not whole. */
  readonly errored?: boolean;
}

/** A module's configuration: expressions, by resource. */
export interface ModuleJson {
  readonly resources?: readonly ResourceConfigurationJson[];
  readonly module_calls?: Readonly<Record<string, ModuleCallJson>>;
  readonly outputs?: Readonly<Record<string, { readonly expression?: unknown }>>;
}

/** A call of a module: what it is called with. */
export interface ModuleCallJson {
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly module?: ModuleJson;
}

/** A provider's configuration. */
export interface ProviderJson {
  readonly expressions?: Readonly<Record<string, unknown>>;
}

/** A resource in the configuration. */
export interface ResourceConfigurationJson {
  readonly address: string;
  /** Key of its provider in the configuration. */
  readonly provider_config_key?: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly count_expression?: unknown;
  readonly for_each_expression?: unknown;
}

/** What happens to one resource. */
export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly module_address?: string;
  readonly mode?: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name?: string;
  /** Key of an object that an earlier apply left behind when it failed. */
  readonly deposed?: string;
  readonly change: ChangeJson;
  /** Why it is replaced, deleted or read. */
  readonly action_reason?: string;
}

/** Values before and after. */
export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** `true` where a value is known only after the apply. */
  readonly after_unknown?: unknown;
  /** `true` where a value is sensitive. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** Attributes that cannot be changed in place. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}
