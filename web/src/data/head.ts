import type { Catalogue } from '../../../client/catalogue/document.ts';
import { diagramOf } from './catalogue.ts';

/** What a page says of itself outside its body. */
export interface PageHead {
  title: string;
  description: string;
  /** Path without query, as search engines should know the page. */
  canonical: string;
  type: 'website' | 'article';
}

const ATLAS =
  'Diagrams of large systems that explain themselves: open a part, follow a request step by step, see what fails.';

const ACCOUNT_TITLES: Record<string, string> = {
  '/sign-in': 'Sign in',
  '/sign-up': 'Sign up',
  '/welcome': 'Welcome',
  '/forgot-password': 'Forgot your password?',
  '/reset-password': 'Set a new password',
  '/confirm-email': 'Confirm your address',
  '/settings': 'Settings',
};

/** The head of the page at a path; `null` stands for no such page. */
export function pageHead(path: string, catalogue: Catalogue | undefined): PageHead {
  const canonical = path === '/' ? path : path.replace(/\/+$/, '');
  const website = (title: string, description: string): PageHead => ({
    title: `${title} · Atlas`,
    description,
    canonical,
    type: 'website',
  });
  if (canonical === '/') {
    return { ...website('', ATLAS), title: 'Atlas · How large systems work, and how they fail' };
  }
  if (canonical === '/diagrams') {
    return website('All diagrams', 'Every diagram of Atlas, by area, difficulty and skill.');
  }
  if (canonical === '/labs') return website('Labs', 'Machines with a problem to solve, and honest checks.');
  if (canonical === '/progress') return website('Your progress', 'What you have read, and what comes next.');
  if (canonical === '/groups') return website('Study groups', 'Learn together: goals, chat, whiteboards.');
  if (canonical === '/partners') return website('Find a study partner', 'Who fits how and when you learn.');
  if (canonical === '/reports') return website('Reports', 'For the moderators of Atlas.');
  if (canonical === '/join') return website('Invitation', 'An invitation to a study group.');
  if (/^\/(groups|boards)\/[^/]+$/.test(canonical))
    return website(
      canonical.startsWith('/groups') ? 'Study group' : 'Whiteboard',
      'For members of a study group.',
    );
  if (canonical === '/offline') return website('Opening', 'What is shown until a kept page is there.');
  const account = ACCOUNT_TITLES[canonical];
  if (account) return website(account, 'Your account, and your progress on every device.');
  const slug = /^\/diagrams\/([^/]+)$/.exec(canonical)?.[1];
  const diagram = slug && catalogue ? diagramOf(catalogue, slug) : undefined;
  if (diagram) return { ...website(diagram.title, diagram.summary), type: 'article' };
  const lab = catalogue?.labs.find((one) => canonical === `/labs/${one.slug}`);
  if (lab) return { ...website(lab.title, lab.summary), type: 'article' };
  return website('Page not found', 'There is no such page.');
}
