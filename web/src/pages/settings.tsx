import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { settingsQuery } from '../data/account.ts';
import { ServerState } from '../data/server-state.tsx';
import { codeOf } from '../parts/action.ts';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import './account.css';
import './settings.css';
import { ConnectedAccounts } from './settings/connected-accounts.tsx';
import { DeleteAccount } from './settings/delete-account.tsx';
import { Email } from './settings/email.tsx';
import { Notifications } from './settings/notifications.tsx';
import { Password } from './settings/password.tsx';
import { Profile } from './settings/profile.tsx';
import { Sessions } from './settings/sessions.tsx';
import { YourData } from './settings/your-data.tsx';

/** Everything about an account that its owner can change. */
export default function SettingsPage() {
  return (
    <ServerState>
      <div className="wrap settings-page">
        <header className="page-header">
          <h1>Settings</h1>
          <noscript>
            <p className="notice">The settings need JavaScript. Everything there is to read works without.</p>
          </noscript>
        </header>
        <Settings />
      </div>
    </ServerState>
  );
}

function Settings() {
  const { data, error, refetch } = useQuery(settingsQuery());
  if (codeOf(error) === 'UNAUTHENTICATED') return <Outside>Your session has ended.</Outside>;
  if (!data && error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Loading your settings" />;

  const account = data.currentUser;
  if (!account || account.guest) {
    return (
      <Outside>
        Settings belong to an account, and you learn without one: progress is kept for this browser only.
      </Outside>
    );
  }
  const sections: [title: string, content: ReactNode][] = [
    ['Profile', <Profile key="profile" account={account} />],
    ['E-mail', <Email key="email" account={account} />],
    ['Password', <Password key="password" account={account} />],
    ['Sessions', <Sessions key="sessions" sessions={account.sessions ?? []} />],
    [
      'Connected accounts',
      <ConnectedAccounts key="connected" account={account} providers={data.signInProviders} />,
    ],
    ['Notifications', <Notifications key="notifications" />],
    ['Your data', <YourData key="data" />],
    ['Delete account', <DeleteAccount key="delete" hasPassword={account.hasPassword} />],
  ];
  return (
    <>
      <nav aria-label="Settings" className="settings-nav">
        <ul>
          {sections.map(([title]) => (
            <li key={title}>
              <a href={`#${anchorOf(title)}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-sections">
        {sections.map(([title, content]) => (
          <section key={title} className="settings-section" aria-labelledby={anchorOf(title)}>
            <h2 id={anchorOf(title)} tabIndex={-1}>
              {title}
            </h2>
            {content}
          </section>
        ))}
      </div>
    </>
  );
}

const anchorOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');

/** For those without an account: what it is for, and the ways in. */
function Outside({ children }: { children: ReactNode }) {
  return (
    <div className="empty">
      <h2>You are not signed in</h2>
      <p>{children}</p>
      <p className="actions">
        <Link className="button button-primary" to="/sign-in?return=%2Fsettings">
          Sign in
        </Link>
        <Link className="button" to="/sign-up">
          Sign up
        </Link>
      </p>
    </div>
  );
}
