/** An event of a CloudFront function, as far as it is read here. */
export interface ViewerRequest {
  request: { uri: string };
}

/**
 * What a CloudFront function does to each request for a file, and the laptop's edge too: a path without an
 * extension is the `index.html` below it, and groups and whiteboards share a page each. Written in the language that CloudFront Functions run: no imports, no
 * names from outside.
 */
export function rewrite(event: ViewerRequest): ViewerRequest['request'] {
  const request = event.request;
  const last = request.uri.split('/').pop() || '';
  if (last.indexOf('.') === -1) request.uri = `${request.uri.replace(/\/+$/, '')}/index.html`;
  request.uri = request.uri.replace(/^\/(groups|boards)\/[^/]+\/index\.html$/, '/$1/one/index.html');
  return request;
}

/** The source of that function, under the name that CloudFront calls. */
export function rewriteCode(): string {
  return `var handler = ${rewrite.toString()};`;
}
