import type { QueryClient } from '@tanstack/react-query';
import { diagramOf, landingDiagram } from './catalogue.ts';
import { catalogueQuery, documentQuery } from './content.ts';

/** Fetches the content that the page at a path shows, so that it renders whole the first time. */
export async function prefetchPage(path: string, client: QueryClient): Promise<void> {
  const catalogue = await client.ensureQueryData(catalogueQuery());
  const slug = /^\/diagrams\/([^/]+)\/?$/.exec(path)?.[1];
  const diagram = path === '/' ? landingDiagram(catalogue) : slug ? diagramOf(catalogue, slug) : undefined;
  if (diagram) await client.ensureQueryData(documentQuery(diagram));
}
