-- Study groups: people who follow a goal together, their chat and their whiteboards. Everything that a client has to
-- hear of takes the next number of its group, so that whoever was away can ask for what came after the last one.
CREATE TABLE study_groups (
  id text PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('public', 'invitation')),
  language text NOT NULL,
  -- Shown again to who may invite; a new one ends the old.
  invitation text NOT NULL UNIQUE,
  last_sequence bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  archived_at timestamptz
);

CREATE INDEX study_groups_public ON study_groups (created_at DESC) WHERE visibility = 'public' AND archived_at IS NULL;

CREATE TABLE group_members (
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'moderator', 'member')),
  shares_progress boolean NOT NULL DEFAULT false,
  read_sequence bigint NOT NULL DEFAULT 0,
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (group_id, user_id)
);

CREATE INDEX group_members_user ON group_members (user_id);

-- Who was removed does not come back by the same door.
CREATE TABLE group_removals (
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  removed_at timestamptz NOT NULL,
  PRIMARY KEY (group_id, user_id)
);

CREATE TABLE group_goal_items (
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  position int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('diagram')),
  item_id text NOT NULL,
  PRIMARY KEY (group_id, kind, item_id)
);

CREATE TABLE group_messages (
  id text PRIMARY KEY,
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  -- The account may go; what others answered to stays.
  author_id text REFERENCES users (id) ON DELETE SET NULL,
  -- Of the client that sent it: the same message sent again is the same message.
  client_key text NOT NULL,
  sequence bigint NOT NULL,
  -- Of its last change: an edit, a deletion, a reaction.
  changed_sequence bigint NOT NULL,
  text text NOT NULL,
  reply_to text REFERENCES group_messages (id) ON DELETE SET NULL,
  mentions text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  deleted_at timestamptz,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED,
  UNIQUE (group_id, sequence),
  UNIQUE (group_id, author_id, client_key)
);

CREATE INDEX group_messages_changed ON group_messages (group_id, changed_sequence);
CREATE INDEX group_messages_search ON group_messages USING gin (search);
CREATE INDEX group_messages_author ON group_messages (author_id);

CREATE TABLE group_reactions (
  message_id text NOT NULL REFERENCES group_messages (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  emoji text NOT NULL,
  reacted_at timestamptz NOT NULL,
  PRIMARY KEY (message_id, user_id, emoji)
);

CREATE INDEX group_reactions_user ON group_reactions (user_id);

CREATE TABLE group_reports (
  id text PRIMARY KEY,
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  message_id text REFERENCES group_messages (id) ON DELETE CASCADE,
  reporter_id text REFERENCES users (id) ON DELETE SET NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL,
  resolved_at timestamptz,
  resolved_by text REFERENCES users (id) ON DELETE SET NULL
);

CREATE INDEX group_reports_open ON group_reports (group_id, created_at) WHERE resolved_at IS NULL;

-- A whiteboard is a Yjs document: what was drawn since the snapshot, update by update.
CREATE TABLE boards (
  id text PRIMARY KEY,
  group_id text NOT NULL REFERENCES study_groups (id) ON DELETE CASCADE,
  title text NOT NULL,
  created_by text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz,
  -- The object that holds everything up to snapshot_position; null while there is none.
  snapshot_key text,
  snapshot_position bigint NOT NULL DEFAULT 0
);

CREATE INDEX boards_group ON boards (group_id);

CREATE TABLE board_updates (
  board_id text NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
  position bigint GENERATED ALWAYS AS IDENTITY,
  update_bytes bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (board_id, position)
);

-- Who looks for a partner, and what they ask for. No address, nothing that describes a person but how they learn.
CREATE TABLE partner_profiles (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  paused boolean NOT NULL DEFAULT false,
  languages text[] NOT NULL,
  goal text NOT NULL,
  -- Hours of the week in the person's own time zone, 0 is Monday 00:00.
  hours smallint[] NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE partner_requests (
  id text PRIMARY KEY,
  from_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  to_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  group_id text REFERENCES study_groups (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  answered_at timestamptz,
  UNIQUE (from_id, to_id)
);

CREATE INDEX partner_requests_to ON partner_requests (to_id, state);
