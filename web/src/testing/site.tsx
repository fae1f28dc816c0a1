import { type RenderResult, render } from '@testing-library/react';
import { vi } from 'vitest';
import type { Catalogue, CatalogueDiagram, DiagramDocument } from '../../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../../client/catalogue/lab.ts';
import { buildSearchIndex } from '../../../client/search/build.ts';
import { App } from '../app.tsx';
import { forgetContent, setContentNames } from '../data/content.ts';
import { queryClient } from '../data/server-state.tsx';
import { BrowserHistory } from '../shell/router.tsx';
import { createStore } from '../state/store.ts';

const NAMES = { catalogue: 'catalogue.0123456789abcdef.json', search: 'search.0123456789abcdef.json' };

function diagram(slug: string, title: string, more: Partial<CatalogueDiagram> = {}): CatalogueDiagram {
  return {
    slug,
    title,
    category: 'caching',
    difficulty: 2,
    skills: ['caching.cache-aside'],
    summary: `All about ${title.toLowerCase()}.`,
    minutes: 8,
    kind: 'flowchart',
    prerequisites: [],
    document: `d/${slug}.0123456789abcdef.json`,
    ...more,
  };
}

function lab(slug: string, title: string, more: Partial<CatalogueLab> = {}): CatalogueLab {
  return {
    slug,
    title,
    summary: `Practise ${title.toLowerCase()}.`,
    difficulty: 2,
    skills: ['caching.cache-aside'],
    minutes: 15,
    needs: 'shell',
    diagrams: ['cache-aside'],
    steps: 2,
    document: `l/${slug}.0123456789abcdef.json`,
    ...more,
  };
}

/** Three diagrams in two areas: enough to filter, to search and to go from one to the next. */
export const CATALOGUE: Catalogue = {
  format: 1,
  areas: [
    {
      id: 'caching',
      title: 'Caching',
      summary: 'Answers kept close.',
      skills: [{ id: 'caching.cache-aside', title: 'Cache-aside', summary: 'Fill on a miss.' }],
    },
    {
      id: 'networking',
      title: 'Networking',
      summary: 'Ways to a server.',
      skills: [{ id: 'networking.dns', title: 'Name resolution', summary: 'Names to addresses.' }],
    },
  ],
  diagrams: [
    diagram('cache-aside', 'Cache-aside', { labs: ['stampede'] }),
    diagram('write-back', 'Write-back cache', { difficulty: 4, prerequisites: ['cache-aside'] }),
    diagram('dns-lookup', 'A name lookup', {
      category: 'networking',
      skills: ['networking.dns'],
      difficulty: 1,
    }),
  ],
  labs: [
    lab('stampede', 'A cache stampede'),
    lab('resolver', 'A broken resolver', {
      difficulty: 4,
      skills: ['networking.dns'],
      diagrams: ['dns-lookup'],
      needs: 'linux',
    }),
  ],
};

const labDocumentOf = ({ document: _, steps, ...entry }: CatalogueLab): LabDocument => ({
  ...entry,
  format: 1,
  limitMinutes: 60,
  intro: [{ t: 'p', c: ['At nine the site was slow.'] }],
  steps: Array.from({ length: steps }, (_, i) => ({
    id: `step-${i + 1}`,
    title: `Thing ${i + 1}`,
    body: [
      { t: 'p', c: [`Do thing ${i + 1}.`] },
      { t: 'pre', s: `cat thing-${i + 1}.log\n`, lang: 'run' },
    ],
  })),
  answers: ['answer.txt'],
  sources: [{ title: 'A public post-mortem', url: 'https://example.org/post-mortem' }],
});

const documentOf = (entry: CatalogueDiagram): DiagramDocument => ({
  ...entry,
  format: 1,
  sources: [{ title: 'A public paper', url: 'https://example.org/paper' }],
  source: 'flowchart LR\n  app[Application] --> cache[(Cache)]',
  drawing: {
    kind: 'flowchart',
    w: 300,
    h: 60,
    groups: [],
    nodes: [
      { id: 'app', shape: 'rect', lines: ['Application'], x: 0, y: 0, w: 100, h: 44 },
      { id: 'cache', shape: 'cylinder', lines: ['Cache'], x: 200, y: 0, w: 100, h: 44 },
    ],
    edges: [
      {
        id: 'app->cache',
        from: 'app',
        to: 'cache',
        points: [100, 22, 200, 22],
        line: 'solid',
        startEnd: 'none',
        endEnd: 'arrow',
      },
    ],
  },
  parts: {
    app: { name: 'Application', what: ['The program.'], why: ['It serves.'], fails: ['Nothing answers.'] },
    cache: { name: 'Cache', what: ['The copy.'], why: ['It is fast.'], fails: ['The database is asked.'] },
  },
  steps: [{ title: 'Ask the cache', lights: ['app', 'app->cache', 'cache'], text: ['A key goes out.'] }],
  tradeoffs: [{ t: 'p', c: ['Not for data that changes all the time.'] }],
  cards: [{ q: ['What fills the cache?'], a: ['The application, on a miss.'] }],
});

type Answer = { data: unknown } | { errors: { message: string; extensions?: object }[] };

/** Answers one operation of the API; throwing a TypeError is a network that is gone. */
export type Api = (operation: string, variables: Record<string, unknown>) => Answer | Promise<Answer>;

export interface Site extends RenderResult {
  /** Operations that were sent, in order. */
  sent: string[];
  /** Paths of content that cannot be had. */
  missing: Set<string>;
}

/** The whole application at a path, over a network that answers content from memory and the API by `api`. */
export async function openSite(path: string, api: Api = () => ({ data: {} })): Promise<Site> {
  forgetContent();
  queryClient.clear();
  localStorage.clear();
  setContentNames(NAMES);
  history.replaceState(null, '', path);
  const sent: string[] = [];
  const missing = new Set<string>();
  const { default: documents } = await import('../../../client/generated/persisted-documents.json');
  const files: Record<string, unknown> = {
    [NAMES.catalogue]: CATALOGUE,
    [NAMES.search]: buildSearchIndex(CATALOGUE),
    ...Object.fromEntries(CATALOGUE.diagrams.map((entry) => [entry.document, documentOf(entry)])),
    ...Object.fromEntries(CATALOGUE.labs.map((entry) => [entry.document, labDocumentOf(entry)])),
  };
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (url === '/graphql') {
      const { documentId, variables } = JSON.parse(String(init?.body));
      const text = (documents as Record<string, string>)[documentId] ?? '';
      // Fragments may stand before it.
      const operation = /\b(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '';
      sent.push(operation);
      return new Response(JSON.stringify(await api(operation, variables)));
    }
    const name = url.replace('/content/', '');
    if (missing.has(name) || !(name in files)) return new Response('', { status: 404 });
    return new Response(JSON.stringify(files[name]));
  });
  // A page of a test is never idle at once: the account's code would arrive in the midst of the first presses.
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 1_000));
  const rendered = render(
    <BrowserHistory>
      <App store={createStore()} />
    </BrowserHistory>,
  );
  return { ...rendered, sent, missing };
}

/** An API that remembers what was completed. */
export function rememberingApi(): Api & { done: Set<string> } {
  const done = new Set<string>();
  const state = (slug: string) => ({
    id: `dia_${slug}`,
    slug,
    completedAt: done.has(slug) ? '2026-01-31T09:30:00.000Z' : null,
  });
  const api: Api = (operation, variables) => {
    const slug = String(variables.slug ?? variables.diagramId ?? '').replace('dia_', '');
    if (operation === 'DiagramState') return { data: { diagram: state(slug) } };
    if (operation === 'Completed') {
      return { data: { diagrams: { nodes: [...done].map(state), pageInfo: { hasNextPage: false } } } };
    }
    if (operation === 'CompleteDiagram') {
      done.add(slug);
      return { data: { completeDiagram: { diagram: state(slug) } } };
    }
    if (operation === 'ReopenDiagram') {
      done.delete(slug);
      return { data: { reopenDiagram: { diagram: state(slug) } } };
    }
    return { data: { search: [] } };
  };
  return Object.assign(api, { done });
}
