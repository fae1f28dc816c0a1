-- Accounts. What names a person (address, name, subject at a provider) lies in tables of its own, encrypted; it is
-- found by keyed hash. Sessions of before were of guests only and have no successor: Atlas had not been released.
ALTER TABLE users
  ADD COLUMN role text NOT NULL DEFAULT 'learner' CHECK (role IN ('learner', 'author', 'moderator', 'admin')),
  ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
  ADD COLUMN disabled_at timestamptz;

DROP TABLE sessions;

-- A sign-in on one device and its family of refresh tokens, as hashes: who reads this can't sign in with it.
CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  family_hash bytea NOT NULL UNIQUE,
  current_hash bytea NOT NULL,
  previous_hash bytea,
  started_at timestamptz NOT NULL,
  rotated_at timestamptz NOT NULL,
  device text NOT NULL
);

CREATE INDEX sessions_user ON sessions (user_id, rotated_at DESC);
CREATE INDEX sessions_age ON sessions (rotated_at);

-- Data keys, each encrypted by the key of keys (KMS, or a file on a laptop).
CREATE TABLE data_keys (
  id text PRIMARY KEY,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE people (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  email_lookup bytea NOT NULL UNIQUE,
  sealed bytea NOT NULL,
  key_id text NOT NULL REFERENCES data_keys (id)
);

CREATE TABLE credentials (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE identities (
  provider text NOT NULL,
  subject_lookup bytea NOT NULL,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  sealed bytea NOT NULL,
  key_id text NOT NULL REFERENCES data_keys (id),
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (provider, subject_lookup),
  UNIQUE (user_id, provider)
);

-- A link that was asked for by mail. The token is made by the worker that sends it and kept as a hash.
CREATE TABLE mail_links (
  id text PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign-up', 'password-reset', 'email-change', 'email-changed')),
  user_id text REFERENCES users (id) ON DELETE CASCADE,
  email_lookup bytea NOT NULL,
  sealed bytea NOT NULL,
  key_id text NOT NULL REFERENCES data_keys (id),
  token_hash bytea UNIQUE,
  expires_at timestamptz NOT NULL
);

CREATE INDEX mail_links_address ON mail_links (email_lookup, purpose);
CREATE INDEX mail_links_expiry ON mail_links (expires_at);

-- A browser that went to another provider to sign in; gone once it comes back.
CREATE TABLE sign_in_attempts (
  state_hash bytea PRIMARY KEY,
  browser_hash bytea NOT NULL,
  provider text NOT NULL,
  verifier text NOT NULL,
  nonce text NOT NULL,
  return_to text NOT NULL,
  link_to text REFERENCES users (id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);

CREATE INDEX sign_in_attempts_expiry ON sign_in_attempts (expires_at);

-- Counts attempts while Redis is away: limits on signing in must hold then too. Not worth a write-ahead log.
CREATE UNLOGGED TABLE limit_windows (
  key text NOT NULL,
  window_start timestamptz NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (key, window_start)
);

CREATE INDEX limit_windows_age ON limit_windows (window_start);
