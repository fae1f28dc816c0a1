-- Events leave in the transaction that made them; the relay brings them to their queue.
CREATE TABLE outbox (
  id text PRIMARY KEY,
  queue text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  request_id text NOT NULL,
  occurred_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamptz
);

CREATE INDEX outbox_unsent ON outbox (attempts, id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- A queue may deliver twice: the worker's effect and this row are one transaction.
CREATE TABLE processed_events (
  event_id text PRIMARY KEY,
  processed_at timestamptz NOT NULL
);

CREATE INDEX processed_events_age ON processed_events (processed_at);

-- What learners did, without a name: it stays for the statistics when an account is deleted.
CREATE TABLE analytics_events (
  event_id text PRIMARY KEY,
  type text NOT NULL,
  user_id text REFERENCES users (id) ON DELETE SET NULL,
  subject_id text,
  occurred_at timestamptz NOT NULL
);

CREATE INDEX analytics_events_time ON analytics_events (type, occurred_at);
CREATE INDEX analytics_events_user ON analytics_events (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);
