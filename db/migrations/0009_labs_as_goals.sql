-- A group's goal names labs beside diagrams.
ALTER TABLE group_goal_items
  DROP CONSTRAINT group_goal_items_kind_check,
  ADD CONSTRAINT group_goal_items_kind_check CHECK (kind IN ('diagram', 'lab'));
