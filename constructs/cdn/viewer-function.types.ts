/** Something that runs at the edge for every request, before the cache is asked. Made by `ViewerFunction`. */
export interface IViewerFunction {
  readonly functionArn: string;
}
