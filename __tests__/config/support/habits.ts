import { SHOP, type ShopCase } from "./shop";

/** {@link SHOP} with a database tier and a cluster: what people begin with who come from another tool. */
export const HABITS = `${SHOP.replace("  nat:", "    data:\n      kind: isolated\n      prefixLength: 24\n  nat:")}eks:
  version: "1.35"
  admins: [role/platform-admin]
  nodeGroups:
    main:
      instanceTypes: [m7g.large]
      min: 1
      max: 2
`;

/** {@link HABITS} with pieces of text replaced; the pieces must be there. */
export function habitsWith(edits: ShopCase["edits"]): string {
  return edits.reduce((text, [piece, replacement]) => {
    if (!text.includes(piece)) throw new Error(`the environment has no ${piece}`);
    return text.replace(piece, replacement);
  }, HABITS);
}
