// zod/mini loads its translations of messages into more than sixty languages. Nobody reads them here, since problems are told
// in words of our own, and loading them took a thirtieth of every synth. So an empty module stands in their place.
import Module from "node:module";

const translations = require.resolve("zod/v4/locales");
require.cache[translations] ??= Object.assign(new Module(translations), { loaded: true });

export * from "zod/mini";
