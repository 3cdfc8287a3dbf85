import { Construct } from "constructs";
import { Cache } from "../../../constructs/caches/cache";
import type { ICache } from "../../../constructs/caches/cache.types";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { cacheLink } from "../../../constructs/links/cache-link";
import { collectByName } from "../../sections/collect-by-name";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import { dataContract } from "../data-contract";
import type { DataPart } from "../part.types";
import { CACHE_OUTPUTS } from "./cache-outputs";

/**
 * A cache of the environment in another stack: where it is, who may come in and as whom come from the contract.
 *
 * @param name a cache of the section
 */
export function cacheFromContract(scope: Construct, id: string, name: string): ICache {
  checkCall("cacheFromContract", { scope, id, name });
  const read = dataContract.read(EnvironmentStack.of(scope));
  return Cache.fromExisting(scope, id, {
    host: read.cacheHosts(name),
    cacheName: read.cacheNames(name),
    userName: read.cacheUserNames(name),
    securityGroupId: read.cacheGroups(name),
  });
}

/** Caches of the section `data`. Services name them in `uses`: `caches.sessions`. */
export const CACHES: DataPart<"caches"> = {
  create({ stack, specs, network }, problems) {
    const caches = new Construct(stack, "caches");
    const keys = new Construct(stack, "cache-keys");
    return collectByName(
      specs,
      (name, spec) => {
        const { keyArn: _, ownKey: __, ...options } = spec;
        const mistakes = new Problems(`${caches.node.path}/${name}`);
        checkKeyChoice(spec, mistakes);
        mistakes.throwIfAny();
        const key = chosenKey(keys, name, spec, { name: `cache-${name}`, description: `Encrypts the cache ${name}` });
        return new Cache(caches, name, { ...options, network: network(), ...key });
      },
      problems,
    );
  },
  outputs: CACHE_OUTPUTS,
  offer: {
    names: ({ caches = {} }) => Object.keys(caches),
    link: ({ scope, name }) => cacheLink(cacheFromContract(scope, "cache", name)),
  },
  reader: "cacheFromContract",
  readsContractAlone: true,
  keys: "cache-keys",
};
