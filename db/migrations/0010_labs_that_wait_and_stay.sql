ALTER TABLE lab_sessions
  -- Machines in a row that did not come.
  ADD COLUMN tries int NOT NULL DEFAULT 0,
  -- Since when it asks for the machine that it had to wait for: the queue's order.
  ADD COLUMN queued_at timestamptz,
  -- When it last gave a machine back.
  ADD COLUMN given_back_at timestamptz,
  -- Of a lab whose time was up: whoever starts it again until then goes on with its files and steps.
  ADD COLUMN kept_until timestamptz,
  -- When the sweep last looked whether its machine is there.
  ADD COLUMN looked_at timestamptz,
  -- How often its agent has said hello since then.
  ADD COLUMN hellos int NOT NULL DEFAULT 0,
  ADD COLUMN hellos_since timestamptz;

UPDATE lab_sessions SET queued_at = created_at WHERE state = 'waiting';

CREATE INDEX lab_sessions_of ON lab_sessions (user_id, lab_id);
CREATE INDEX lab_sessions_expiring ON lab_sessions (expires_at) WHERE state = 'ready';
CREATE INDEX lab_sessions_idle ON lab_sessions (seen_at) WHERE state = 'ready';
CREATE INDEX lab_sessions_kept ON lab_sessions (kept_until) WHERE kept_until IS NOT NULL;
CREATE INDEX lab_sessions_given_back ON lab_sessions (given_back_at) WHERE given_back_at IS NOT NULL;

-- What a check looked at is asked for by nobody, and is not written any more.
UPDATE lab_checks SET files = NULL WHERE files IS NOT NULL;

CREATE INDEX lab_submissions_of ON lab_submissions (user_id, lab_id, created_at);
CREATE INDEX lab_submissions_files ON lab_submissions (created_at) WHERE files IS NOT NULL;
