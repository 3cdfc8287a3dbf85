// What a bucket tells others of its objects.

export { BucketNotifications, type FunctionNotification } from "./bucket-notifications";
