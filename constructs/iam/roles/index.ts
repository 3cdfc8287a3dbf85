// Roles of our own and roles that exist.
export { Role } from "./role";
export type { RoleProps } from "./role-props";
