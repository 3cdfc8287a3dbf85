// Tags of constructs and of whole environments.

export { defaultTags } from "./default-tags";
export { type Tagged, Tags, type TagValues } from "./tags";
