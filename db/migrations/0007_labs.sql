-- Labs of the catalogue. What machines are made of is here and nowhere public: files, hints, solutions.
CREATE TABLE labs (
  id text PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  summary text NOT NULL,
  difficulty int NOT NULL CHECK (difficulty BETWEEN 1 AND 5),
  skills text[] NOT NULL,
  diagrams text[] NOT NULL,
  minutes int NOT NULL,
  limit_minutes int NOT NULL,
  needs text NOT NULL CHECK (needs IN ('shell', 'linux', 'kubernetes')),
  -- Path of the public document.
  document text NOT NULL,
  machine jsonb NOT NULL,
  position int NOT NULL,
  -- Null once the lab has left the catalogue; learners keep what they completed.
  published_at timestamptz
);

-- What runs machines here: written by the worker that has the runtime, read by the API.
CREATE TABLE lab_runtime (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  kind text NOT NULL CHECK (kind IN ('kubernetes', 'sandbox', 'simulated')),
  -- By needs: why it can't run here, or null.
  lacks jsonb NOT NULL,
  written_at timestamptz NOT NULL
);

-- A learner's lab. The row says what should be; a worker brings the machine there, and may do so twice.
CREATE TABLE lab_sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  lab_id text NOT NULL REFERENCES labs (id) ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('waiting', 'starting', 'ready', 'paused', 'ended', 'failed')),
  kind text NOT NULL CHECK (kind IN ('kubernetes', 'sandbox', 'simulated')),
  -- A sentence for the learner.
  detail text,
  version int NOT NULL DEFAULT 1,
  -- The number of the newest machine; 0 before the first one.
  machine int NOT NULL DEFAULT 0,
  -- Whether that machine may exist: its files are still to be kept, or it is to be stopped.
  machine_exists boolean NOT NULL DEFAULT false,
  -- The object that the next machine starts from; null for the files of the lab itself.
  archive text,
  -- SHA-256 of the token with which the machine's agent connects, and of the next one until the agent confirms it.
  agent_token bytea,
  agent_next bytea,
  created_at timestamptz NOT NULL,
  state_since timestamptz NOT NULL,
  ready_at timestamptz,
  expires_at timestamptz,
  -- Time that is left of a paused lab.
  left_seconds int,
  -- Used before the last pause.
  used_seconds int NOT NULL DEFAULT 0,
  extended boolean NOT NULL DEFAULT false,
  -- When a page was last there.
  seen_at timestamptz NOT NULL,
  ended_at timestamptz,
  solution_seen_at timestamptz,
  -- A worker is at it until then.
  held_until timestamptz
);

-- One intent, one lab.
CREATE UNIQUE INDEX lab_sessions_open ON lab_sessions (user_id, lab_id) WHERE state NOT IN ('ended', 'failed');
CREATE INDEX lab_sessions_state ON lab_sessions (state, state_since) WHERE state NOT IN ('ended', 'failed');
CREATE INDEX lab_sessions_existing ON lab_sessions (id) WHERE machine_exists;

CREATE TABLE lab_session_steps (
  session_id text NOT NULL REFERENCES lab_sessions (id) ON DELETE CASCADE,
  step text NOT NULL,
  passed_at timestamptz,
  attempts int NOT NULL DEFAULT 0,
  hints int NOT NULL DEFAULT 0 CHECK (hints BETWEEN 0 AND 3),
  -- The object with the files as they were when this step began; null for the files of the lab itself.
  archive text,
  PRIMARY KEY (session_id, step)
);

-- What was handed in for a whole lab.
CREATE TABLE lab_submissions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  lab_id text NOT NULL REFERENCES labs (id) ON DELETE CASCADE,
  session_id text REFERENCES lab_sessions (id) ON DELETE SET NULL,
  -- The client's own: the same again is the same submission.
  key text NOT NULL,
  attempt int NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'passed', 'failed', 'broken')),
  -- By path; null until they were collected from the machine.
  files jsonb,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE (user_id, key)
);

CREATE INDEX lab_submissions_session ON lab_submissions (session_id, created_at);

-- A check of one step, by itself or as part of a submission.
CREATE TABLE lab_checks (
  id text PRIMARY KEY,
  session_id text REFERENCES lab_sessions (id) ON DELETE CASCADE,
  submission_id text REFERENCES lab_submissions (id) ON DELETE CASCADE,
  step text NOT NULL,
  key text,
  state text NOT NULL CHECK (state IN ('pending', 'passed', 'failed', 'broken')),
  finding jsonb,
  files jsonb,
  requested_at timestamptz NOT NULL,
  finished_at timestamptz,
  CHECK (session_id IS NOT NULL OR submission_id IS NOT NULL),
  UNIQUE (session_id, key)
);

CREATE INDEX lab_checks_step ON lab_checks (session_id, step, requested_at);
CREATE INDEX lab_checks_submission ON lab_checks (submission_id);

CREATE TABLE lab_completions (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  lab_id text NOT NULL REFERENCES labs (id) ON DELETE CASCADE,
  completed_at timestamptz NOT NULL,
  submission_id text REFERENCES lab_submissions (id) ON DELETE SET NULL,
  session_id text REFERENCES lab_sessions (id) ON DELETE SET NULL,
  minutes int NOT NULL,
  attempts int NOT NULL,
  hints int NOT NULL,
  with_solution boolean NOT NULL,
  -- What it did to the skills: [{ skill, before, after, total }].
  skills jsonb NOT NULL,
  PRIMARY KEY (user_id, lab_id)
);
