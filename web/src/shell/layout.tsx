import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { SearchLauncher, useOpenSearch } from '../search/launcher.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { PageChange } from './navigation.tsx';
import { NewVersion } from './new-version.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Link, NavLink } from './router.tsx';
import { ThemeSwitch, useThemeColour } from './theme-switch.tsx';
import { Toasts } from './toasts.tsx';

/** What stands around every page. */
export function Layout({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  useThemeColour();
  return (
    <Toasts>
      <SearchLauncher>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <Header />
        <OfflineBanner />
        <NewVersion />
        <PageChange />
        <main id="main" tabIndex={-1}>
          <ErrorBoundary resetKey={pathname} isPage>
            {children}
          </ErrorBoundary>
        </main>
        <Footer />
      </SearchLauncher>
    </Toasts>
  );
}

function Header() {
  const openSearch = useOpenSearch();
  return (
    <header className="site-header">
      <div className="wrap site-header-row">
        <Link to="/" className="wordmark" aria-label="Atlas, start page">
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
            <path
              d="M3 20 12 3l9 17M6.7 13h10.6M12 3v17"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
            />
            <circle cx="12" cy="13" r="2.4" className="wordmark-dot" />
          </svg>
          Atlas
        </Link>
        <nav aria-label="Main" className="site-nav">
          <NavLink to="/diagrams">Diagrams</NavLink>
          <NavLink to="/labs">Labs</NavLink>
          <NavLink to="/progress">Progress</NavLink>
          <NavLink to="/groups" also={['/boards', '/join', '/partners']}>
            Groups <span id="groups-unread" />
          </NavLink>
        </nav>
        <button
          type="button"
          className="search-button"
          onClick={openSearch}
          aria-keyshortcuts="Control+K Meta+K /"
        >
          <Search size={16} aria-hidden />
          <span className="search-button-label">Search</span>
          <kbd className="keys">Ctrl K</kbd>
        </button>
        <ThemeSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}

function Footer() {
  return (
    <footer className="site-footer">
      <div className="wrap site-footer-row">
        <p>Atlas. Every drawing is compiled from text and every claim names its source.</p>
        <nav aria-label="Footer">
          <Link to="/diagrams">All diagrams</Link>
          <Link to="/progress">Your progress</Link>
          <Link to="/groups">Study groups</Link>
        </nav>
        <ThemeSwitch />
      </div>
    </footer>
  );
}
