import { renderToString } from 'react-dom/server';
import { StaticRouter } from 'react-router';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import { App } from './app.tsx';
import { createQueryClient } from './data/api.ts';
import { diagramOf, landingDiagram } from './data/catalogue.ts';
import { type ContentNames, catalogueQuery, documentQuery, setContentNames } from './data/content.ts';
import { type PageHead, pageHead } from './data/head.ts';
import { routeOf } from './routes.ts';
import { createStore } from './state/store.ts';

export interface Content {
  names: ContentNames;
  catalogue: Catalogue;
  /** By slug. */
  documents: Map<string, DiagramDocument>;
}

export interface RenderedPage {
  head: PageHead;
  /** The inside of the root element. */
  body: string;
  /** Paths below /content/ that the page needs before it can be taken over by the browser. */
  needs: string[];
}

/** Renders the page at a path as a visitor without an account sees it. */
export async function render(path: string, { names, catalogue, documents }: Content): Promise<RenderedPage> {
  setContentNames(names);
  const client = createQueryClient();
  client.setQueryData(catalogueQuery().queryKey, catalogue);
  const needs = [names.catalogue];
  const diagram =
    path === '/' ? landingDiagram(catalogue) : diagramOf(catalogue, path.replace(/^\/diagrams\//, ''));
  const document = diagram && documents.get(diagram.slug);
  if (diagram && document) {
    client.setQueryData(documentQuery(diagram).queryKey, document);
    needs.push(diagram.document);
  }
  await routeOf(path).preload();
  const body = renderToString(
    <StaticRouter location={path}>
      <App store={createStore()} queryClient={client} />
    </StaticRouter>,
  );
  return { head: pageHead(path, catalogue), body, needs };
}
