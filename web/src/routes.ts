import { matchPath } from 'react-router';
import { pageRoute } from './shell/page.tsx';

/** The pages by path, each in a file of its own. */
export const ROUTES = [
  { path: '/', ...pageRoute(() => import('./pages/landing.tsx')) },
  { path: '/diagrams', ...pageRoute(() => import('./pages/catalogue.tsx')) },
  { path: '/diagrams/:slug', ...pageRoute(() => import('./pages/diagram.tsx')) },
  { path: '/labs', ...pageRoute(() => import('./pages/labs.tsx')) },
  { path: '/labs/:slug', ...pageRoute(() => import('./pages/lab.tsx')) },
  { path: '/progress', ...pageRoute(() => import('./pages/progress.tsx')) },
  { path: '/groups', ...pageRoute(() => import('./pages/groups.tsx')) },
  { path: '/groups/:id', ...pageRoute(() => import('./pages/group.tsx')) },
  { path: '/boards/:id', ...pageRoute(() => import('./pages/board.tsx')) },
  { path: '/join', ...pageRoute(() => import('./pages/join.tsx')) },
  { path: '/partners', ...pageRoute(() => import('./pages/partners.tsx')) },
  { path: '/reports', ...pageRoute(() => import('./pages/reports.tsx')) },
  { path: '/sign-in', ...pageRoute(() => import('./pages/sign-in.tsx')) },
  { path: '/sign-up', ...pageRoute(() => import('./pages/sign-up.tsx')) },
  { path: '/welcome', ...pageRoute(() => import('./pages/welcome.tsx')) },
  { path: '/forgot-password', ...pageRoute(() => import('./pages/forgot-password.tsx')) },
  { path: '/reset-password', ...pageRoute(() => import('./pages/reset-password.tsx')) },
  { path: '/confirm-email', ...pageRoute(() => import('./pages/confirm-email.tsx')) },
  { path: '/settings', ...pageRoute(() => import('./pages/settings.tsx')) },
];

export const NOT_FOUND = { path: '*', ...pageRoute(() => import('./pages/not-found.tsx')) };

/** The route of a path; the page for unknown ones where there is none. */
export const routeOf = (path: string) => ROUTES.find((route) => matchPath(route.path, path)) ?? NOT_FOUND;
