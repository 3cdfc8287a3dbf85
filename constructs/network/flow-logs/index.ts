// Flow logs of a VPC.

export { FlowLog } from "./flow-log";
export type { FlowLogProps, FlowLogToCloudWatch, FlowLogToFirehose, FlowLogToS3 } from "./flow-log-props";
