-- Reports of messages are read by the group's own moderators too. What they set aside stays open for those of Atlas.
ALTER TABLE group_reports
  ADD COLUMN dismissed_at timestamptz,
  ADD COLUMN dismissed_by text REFERENCES users (id) ON DELETE SET NULL;

CREATE INDEX group_reports_reporter ON group_reports (reporter_id);
CREATE INDEX group_reports_dismissed_by ON group_reports (dismissed_by);
