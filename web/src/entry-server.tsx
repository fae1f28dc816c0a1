import { renderToString } from 'react-dom/server';
import { type Navigator, Router } from 'react-router';
import type { Catalogue, DiagramDocument } from '../../client/catalogue/document.ts';
import type { LabDocument } from '../../client/catalogue/lab.ts';
import { App } from './app.tsx';
import { diagramOf, landingDiagram } from './data/catalogue.ts';
import { type ContentNames, holdContent, setContentNames } from './data/content.ts';
import { type PageHead, pageHead } from './data/head.ts';
import { labOf } from './data/labs.ts';
import { queryClient } from './data/server-state.tsx';
import { routeOf } from './routes.ts';
import { AnyPage } from './shell/any-page.tsx';
import { createStore } from './state/store.ts';

export interface Content {
  names: ContentNames;
  catalogue: Catalogue;
  /** By slug. */
  documents: Map<string, DiagramDocument>;
  /** By slug. */
  labs: Map<string, LabDocument>;
}

export interface RenderedPage {
  head: PageHead;
  /** The inside of the root element. */
  body: string;
  /** Paths below /content/ that the page needs before it can be taken over by the browser. */
  needs: string[];
}

/** Nothing moves while a page is rendered ahead. */
const STILL: Navigator = {
  createHref: (to) => (typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}`),
  go() {},
  push() {},
  replace() {},
};

/** Renders the page at a path as a visitor without an account sees it. */
export async function render(
  path: string,
  { names, catalogue, documents, labs }: Content,
): Promise<RenderedPage> {
  setContentNames(names);
  holdContent(names.catalogue, catalogue);
  const needs = [names.catalogue];
  const diagram =
    path === '/' ? landingDiagram(catalogue) : diagramOf(catalogue, path.replace(/^\/diagrams\//, ''));
  const document = diagram && documents.get(diagram.slug);
  if (diagram && document) {
    holdContent(diagram.document, document);
    needs.push(diagram.document);
  }
  const lab = labOf(catalogue, path.replace(/^\/labs\//, ''));
  if (lab) {
    holdContent(lab.document, labs.get(lab.slug));
    needs.push(lab.document);
  }
  await routeOf(path).preload();
  const anyPage = path === '/offline' ? <AnyPage /> : undefined;
  const body = renderToString(
    <Router location={path} navigator={STILL} static>
      <App store={createStore()} page={anyPage} />
    </Router>,
  );
  // Where the compiler ran before in this process there is a `window`, and queries would wait minutes to be forgotten.
  queryClient.clear();
  return { head: pageHead(path, catalogue), body, needs };
}
