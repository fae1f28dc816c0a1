import type { Catalogue } from '../../../client/catalogue/document.ts';
import { diagramOf, landingDiagram } from './catalogue.ts';
import { contentNames, loadContent } from './content.ts';

/** Fetches the content that the page at a path shows, so that it renders whole the first time. */
export async function prefetchPage(path: string): Promise<void> {
  const catalogue = await loadContent<Catalogue>(contentNames().catalogue);
  const [, kind, slug = ''] = /^\/(diagrams|labs)\/([^/]+)\/?$/.exec(path) ?? [];
  const item =
    path === '/'
      ? landingDiagram(catalogue)
      : kind === 'labs'
        ? catalogue.labs.find((lab) => lab.slug === slug)
        : diagramOf(catalogue, slug);
  if (item) await loadContent(item.document);
}
