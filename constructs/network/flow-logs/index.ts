// Flow logs of a VPC.

export type { FlowLogProps, FlowLogToCloudWatch, FlowLogToS3 } from "../network-props";
export { FlowLog } from "./flow-log";
