CREATE TABLE users (
  id text PRIMARY KEY,
  guest boolean NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE sessions (
  -- SHA-256 of the token: who reads this table can't sign in with it.
  token_hash bytea PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE diagram_completions (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  diagram_id text NOT NULL REFERENCES diagrams (id),
  completed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, diagram_id)
);

CREATE INDEX diagram_completions_recent ON diagram_completions (user_id, completed_at DESC);
