-- The published catalogue: what lists, filters and search need. Drawings and lessons are files on the CDN.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TABLE areas (
  id text PRIMARY KEY,
  title text NOT NULL,
  summary text NOT NULL,
  position int NOT NULL
);

CREATE TABLE skills (
  id text PRIMARY KEY,
  area_id text NOT NULL REFERENCES areas (id) ON DELETE CASCADE,
  title text NOT NULL,
  summary text NOT NULL,
  position int NOT NULL
);

CREATE TABLE diagrams (
  id text PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  title text NOT NULL,
  category text NOT NULL,
  difficulty int NOT NULL CHECK (difficulty BETWEEN 1 AND 5),
  skills text[] NOT NULL,
  prerequisites text[] NOT NULL,
  summary text NOT NULL,
  minutes int NOT NULL,
  kind text NOT NULL,
  document text NOT NULL,
  -- Explanations and steps as plain text, for search only.
  body text NOT NULL,
  -- Place in the catalogue's reading order: category, difficulty, title.
  position int NOT NULL,
  -- Null once the item has left the catalogue; learners keep their completions.
  published_at timestamptz,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('english', summary), 'B') ||
    setweight(to_tsvector('english', body), 'D')
  ) STORED
);

CREATE INDEX diagrams_search ON diagrams USING gin (search);
CREATE INDEX diagrams_title_trigrams ON diagrams USING gin (title gin_trgm_ops);
CREATE INDEX diagrams_position ON diagrams (position) WHERE published_at IS NOT NULL;

-- Every word of titles and summaries, to find what a misspelt word was meant to be.
CREATE TABLE search_words (
  word text PRIMARY KEY
);

CREATE INDEX search_words_trigrams ON search_words USING gin (word gin_trgm_ops);
