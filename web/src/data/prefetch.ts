import type { Catalogue } from '../../../client/catalogue/document.ts';
import { diagramOf, landingDiagram } from './catalogue.ts';
import { contentNames, loadContent } from './content.ts';

/** Fetches the content that the page at a path shows, so that it renders whole the first time. */
export async function prefetchPage(path: string): Promise<void> {
  const catalogue = await loadContent<Catalogue>(contentNames().catalogue);
  const slug = /^\/diagrams\/([^/]+)\/?$/.exec(path)?.[1];
  const diagram = path === '/' ? landingDiagram(catalogue) : slug ? diagramOf(catalogue, slug) : undefined;
  if (diagram) await loadContent(diagram.document);
}
