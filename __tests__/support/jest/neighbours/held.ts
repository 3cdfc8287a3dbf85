/** What a module of the project holds. */
export const held: string[] = [];
